// Loaded into a plugin's Node before the plugin: takes the place of pypi.org and of the platform. A server on loopback gives
// out the files of a folder, and notes what it was asked for in `requests` there.
'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');
const { TEST_INDEX: folder, TEST_PLATFORM: platform, TEST_CUT: cut } = process.env;

['platform', 'arch'].forEach((key, index) => Object.defineProperty(process, key, { value: platform.split('-')[index] }));

const server = http.createServer(({ url }, response) => {
    fs.appendFileSync(path.join(folder, 'requests'), `${url}\n`);
    const file = path.join(folder, url);
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    const bytes = fs.readFileSync(file);
    if (!cut || !url.endsWith('.whl')) return response.end(bytes);
    response.writeHead(200, { 'Content-Length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
});
const listening = new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
server.unref();

const { fetch } = globalThis;
globalThis.fetch = async (url, options) => {
    await listening;
    if (!url.startsWith('https://pypi.org/')) throw new Error(`${url} is not to be asked`);
    return fetch(url.replace('https://pypi.org', `http://127.0.0.1:${server.address().port}`), options);
};
