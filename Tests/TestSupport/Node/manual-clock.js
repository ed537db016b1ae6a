'use strict';

/** The plugin's time, standing still until it is told to go on. Takes the place of Date, setTimeout and clearTimeout. */
exports.ManualClock = class ManualClock {
    now = 1_758_250_000_000;
    #timers = new Map(); // id → { at, run }
    #lastID = 0;

    /** @returns what a plugin gets instead of the globals of the same names */
    globals() {
        const clock = this;
        return {
            Date: class extends Date {
                constructor(...parts) {
                    super(...(parts.length ? parts : [clock.now]));
                }

                static now() {
                    return clock.now;
                }
            },
            setTimeout: (run, milliseconds = 0, ...args) => {
                this.#lastID += 1;
                this.#timers.set(this.#lastID, { at: this.now + milliseconds, run: () => run(...args) });
                return this.#lastID;
            },
            clearTimeout: (id) => void this.#timers.delete(id),
        };
    }

    /** Goes on by this long. Each timer runs at its own time, and what follows from it before the next one. */
    async advance(milliseconds) {
        const end = this.now + milliseconds;
        for (;;) {
            const [id, timer] = [...this.#timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at)[0] ?? [];
            if (!timer) break;
            this.now = Math.max(this.now, timer.at);
            this.#timers.delete(id);
            timer.run();
            await new Promise(setImmediate);
        }
        this.now = end;
        await new Promise(setImmediate);
    }
};
