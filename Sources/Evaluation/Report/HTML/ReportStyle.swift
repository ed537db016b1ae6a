/// The page's style sheet.
///
/// The tones are Okabe and Ito's, which people with any colour vision can tell apart, lightened for the dark scheme; lines
/// differ in their dashes as well.
enum ReportStyle {
    static let sheet = """
        :root {
          color-scheme: light dark;
          --page: #fbfaf8; --card: #ffffff; --ink: #1d2327; --soft: #5b656d; --line: #dfe2e0; --grid: #ecebe7;
          --tone0: #0072b2; --tone1: #d55e00; --tone2: #009e73; --tone3: #9a6fb0; --tone4: #a67c00; --mark: #1d2327;
          --shade: #0003;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14181b; --card: #1b2024; --ink: #e6e9ea; --soft: #9aa5ac; --line: #30373c; --grid: #272d32;
            --tone0: #56b4e9; --tone1: #f0904a; --tone2: #2fc79a; --tone3: #cda3e0; --tone4: #e6c229; --mark: #e6e9ea;
            --shade: #000a;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
        }
        main { max-width: 1240px; margin: 0 auto; padding: clamp(20px, 4vw, 56px) clamp(16px, 4vw, 40px) 80px; }
        h1 { font-size: clamp(1.6rem, 1.2rem + 1.8vw, 2.3rem); line-height: 1.2; letter-spacing: -.015em; margin: 0 0 20px; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 56px 0 6px; letter-spacing: -.005em; }
        h3 { font-size: 1rem; line-height: 1.35; margin: 0 0 4px; }
        p { margin: 0 0 12px; max-width: 74ch; }
        section > p, figcaption p, .note { color: var(--soft); font-size: .9rem; }
        .facts { display: flex; flex-wrap: wrap; gap: 12px 36px; margin: 0 0 16px; }
        .facts dt { color: var(--soft); font-size: .8rem; }
        .facts dd { margin: 0; font-weight: 550; }
        pre {
          margin: 0 0 16px; padding: 10px 14px; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
          white-space: pre-wrap; font-size: .82rem; line-height: 1.5;
        }
        code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        .tiles {
          list-style: none; margin: 28px 0 0; padding: 0; display: grid; gap: 12px;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 160px), 1fr));
        }
        .tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; }
        .tiles span { display: block; color: var(--soft); font-size: .8rem; line-height: 1.4; }
        .tiles strong {
          display: block; font-size: 1.9rem; line-height: 1.25; font-weight: 600; letter-spacing: -.02em;
          font-variant-numeric: tabular-nums;
        }
        /* A shadow at the right for as long as there is more to scroll to. */
        .scroll {
          width: fit-content; max-width: 100%; overflow-x: auto; border: 1px solid var(--line); border-radius: 12px;
          background:
            linear-gradient(to left, var(--card) 20%, transparent) right / 40px 100% no-repeat local,
            linear-gradient(to left, var(--shade), transparent) right / 16px 100% no-repeat scroll,
            var(--card);
        }
        table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
        th, td { padding: 9px clamp(10px, 1.2vw, 18px); text-align: left; white-space: nowrap; overflow-wrap: normal; }
        th { font-weight: 550; }
        thead th { color: var(--soft); font-size: .8rem; border-bottom: 1px solid var(--line); vertical-align: bottom; }
        tr > :first-child { position: sticky; left: 0; background: var(--card); }
        tbody tr + tr > * { border-top: 1px solid var(--grid); }
        tbody tr.secondary > * { border-top: 0; color: var(--soft); font-weight: 400; padding-top: 0; }
        .number { text-align: right; }
        .plots {
          display: grid; gap: 20px; margin-top: 40px;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr));
        }
        .plot {
          margin: 0; padding: 18px clamp(14px, 2vw, 22px) 14px; display: flex; flex-direction: column; min-width: 0;
          background: var(--card); border: 1px solid var(--line); border-radius: 12px;
        }
        /* An odd one out is better the first and wide than the last and alone. */
        .plot:first-child:nth-last-child(odd) { grid-column: 1 / -1; }
        .legend {
          list-style: none; margin: 0 0 6px; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 18px; font-size: .82rem;
        }
        .legend li { display: flex; align-items: center; gap: 7px; }
        .canvas { margin-top: auto; padding: 32px 10px 48px 52px; }
        .canvas > svg { display: block; width: 100%; height: 250px; overflow: visible; }
        .lines { overflow: visible; }
        .lines path, .key line { fill: none; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
        .stroke { stroke: var(--tone); stroke-width: 2.2; }
        .stroke.thin { stroke-width: 1.2; opacity: .6; }
        .guide { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 3 4; }
        .lines path.fill { fill: var(--tone); fill-opacity: .16; stroke: none; }
        .filled { fill: var(--tone); }
        .dot { fill: var(--tone); fill-opacity: .85; stroke: var(--card); stroke-width: 1.5; }
        .tone0 { --tone: var(--tone0); }
        .tone1 { --tone: var(--tone1); } .stroke.tone1 { stroke-dasharray: 8 4; }
        .tone2 { --tone: var(--tone2); } .stroke.tone2 { stroke-dasharray: 2 4; stroke-linecap: round; }
        .tone3 { --tone: var(--tone3); } .stroke.tone3 { stroke-dasharray: 10 4 2 4; }
        .tone4 { --tone: var(--tone4); } .stroke.tone4 { stroke-dasharray: 14 5; }
        .grid { stroke: var(--grid); stroke-width: 1; shape-rendering: crispEdges; }
        .axis { stroke: var(--soft); stroke-width: 1; shape-rendering: crispEdges; }
        .mark { stroke: var(--mark); stroke-width: 1.2; stroke-dasharray: 5 4; opacity: .75; }
        .canvas text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
        .canvas .title { fill: var(--ink); }
        .canvas .marked {
          fill: var(--ink); paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round;
        }
        .mistakes {
          list-style: none; margin: 16px 0 0; padding: 0; display: grid; gap: 14px;
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
        }
        .mistakes li {
          background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 12px; font-size: .85rem;
        }
        .mistakes p { margin: 10px 0 0; line-height: 1.45; }
        .pair {
          display: flex; gap: 8px; height: 168px; background: var(--grid); border-radius: 8px; padding: 8px; justify-content: center;
        }
        .pair img { height: 100%; width: auto; max-width: calc(50% - 4px); object-fit: contain; border-radius: 3px; }
        .missing {
          display: grid; place-items: center; width: 70px; color: var(--soft); font-size: .75rem; text-align: center;
          border: 1px dashed var(--line); border-radius: 3px;
        }
        .numbers { color: var(--soft); font-variant-numeric: tabular-nums; }
        .numbers span { margin-right: 12px; white-space: nowrap; }
        .numbers b { color: var(--ink); font-weight: 600; }
        @media print { body { background: #fff; } .plot, .mistakes li, tr { break-inside: avoid; } }
        """
}
