// How long the trampoline takes to answer fail-open, with nothing attached and no address: node Benchmarks/trampoline.js
'use strict';

const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..');
const { loadPlugin } = require(path.join(root, 'Tests/TestSupport/Node/server-doubles.js'));
const file = (name) => fs.readFileSync(path.join(root, 'ScryptedPlugin', name), 'utf8');

/** Milliseconds of the middle call, and of the slowest. */
async function measure(plugin, request, calls) {
    const times = [];
    for (let call = 0; call < calls; call += 1) {
        const start = process.hrtime.bigint();
        const answer = await plugin.convert(request, 'application/json', 'application/reid');
        times.push(Number(process.hrtime.bigint() - start) / 1e6);
        if (!JSON.parse(answer).persons.every(({ decision }) => decision === 'failopen')) throw new Error('not fail-open');
    }
    times.sort((a, b) => a - b);
    return [times[calls >> 1], times[calls - 1]];
}

async function main() {
    const plugin = await loadPlugin({ source: file('main.nodejs.js'), packageJSON: JSON.parse(file('package.json')) });
    const detections = ['person', 'face'].map((className, id) => ({ className, score: 0.9, boundingBox: [1, 2, 30, 40], id }));
    const picture = Buffer.alloc(1_900_000, 7).toString('base64');
    for (const [name, imageBase64] of [['without a picture', undefined], ['with one of 1.9 MB', picture]]) {
        const request = JSON.stringify({ deviceId: '12', deviceName: 'Porch', detections, imageBase64 });
        const [median, slowest] = await measure(plugin, request, 300);
        console.log(`${name}: median ${median.toFixed(3)} ms, slowest ${slowest.toFixed(3)} ms of 300`);
    }
}

main();
