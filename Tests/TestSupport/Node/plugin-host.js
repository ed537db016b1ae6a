// Runs a plugin under the real Node with what Scrypted's server gives it. Speaks JSON lines: requests come on standard input
// and are answered on standard output, where the plugin's own calls go as well. Ends with its input.
'use strict';

const { loadPlugin } = require('./server-doubles.js');
const { ManualClock } = require('./manual-clock.js');
const { RemoteObjects } = require('./remote-objects.js');

const send = (message) => void process.stdout.write(`${JSON.stringify(message)}\n`);
const objects = new RemoteObjects(send);
const clock = new ManualClock();
let plugin;

const requests = {
    async start({ main, packageJSON, storage, usesManualClock, folder }) {
        if (folder) process.chdir(folder);
        plugin = await loadPlugin({
            source: Buffer.from(main, 'base64').toString(), packageJSON, storage,
            globals: usesManualClock ? clock.globals() : {}, tell: (name, args) => send({ tell: name, arguments: args }),
        });
    },

    async call({ method, arguments: args }) {
        if (!plugin[method]) throw new Error(`target ${plugin.constructor?.name} does not have method ${method}`);
        return plugin[method](...args.map((arg) => objects.decode(arg)));
    },

    async advance({ milliseconds }) {
        await clock.advance(milliseconds);
    },

    async kill({ objects: ids }) {
        objects.kill(ids);
    },
};

async function receive(message) {
    if (message.answer) return objects.settle(message.answer, message);
    try {
        send({ answer: message.id, value: objects.encode(await requests[message.request](message)) });
    } catch (error) {
        send({ answer: message.id, error: objects.encodeError(error) });
    }
}

// The server logs these and goes on.
for (const kind of ['uncaughtException', 'unhandledRejection'])
    process.on(kind, (error) => send({ tell: kind, arguments: [String(error?.stack ?? error)] }));

// Not readline: to it a line ends at U+2028 as well.
let rest = [];
process.stdin.on('data', (chunk) => {
    let start = 0;
    for (let end; (end = chunk.indexOf('\n', start)) >= 0; start = end + 1) {
        const line = Buffer.concat([...rest, chunk.subarray(start, end)]);
        rest = [];
        receive(JSON.parse(line));
    }
    rest.push(chunk.subarray(start));
});
process.stdin.on('end', () => process.exit());
