// Fetches the library that `reid` loads beside itself: out of the ONNX Runtime wheel on PyPI that onnxruntime.txt pins. Nothing
// reaches the disk before its checksum is right, and then at once as a whole.

const { createHash } = require('crypto');
const fs = require('fs');
const path = require('path');
const { promisify } = require('util');
const inflate = promisify(require('zlib').inflateRaw);

const LIMIT = 100 << 20; // bytes of an answer, and of the library; they are held in memory
const PATIENCE = 600_000; // milliseconds for an answer with all its bytes: the wheel has 28 MB
// The end of the wheel's name, by platform. The Python version in its name does not matter to the library inside.
const WHEELS = {
    'linux-x64': /manylinux\S*_x86_64\.whl$/,
    'linux-arm64': /manylinux\S*_aarch64\.whl$/,
    'darwin-arm64': /macosx\S*_arm64\.whl$/,
};

/**
 * Puts the library into a folder, if there is none yet.
 * @param folder where `reid` lies
 * @param say told in a sentence what is being waited for
 * @throws with a sentence for the owner
 */
exports.fetchLibrary = async function fetchLibrary(folder, say) {
    const isMac = process.platform === 'darwin';
    const library = path.join(folder, isMac ? 'libonnxruntime.dylib' : 'libonnxruntime.so');
    if (process.env.REID_ONNXRUNTIME_LIBRARY || fs.existsSync(library)) return;
    try {
        const pins = fs.readFileSync(path.join(__dirname, 'onnxruntime.txt'), 'utf8');
        const [, version] = pins.match(/^onnxruntime==([\d.]+)/m);
        const checksums = [...pins.matchAll(/sha256:(\w+)/g)].map(([, checksum]) => checksum);
        say(`Fetching ONNX Runtime ${version}.`);
        const wheel = await fetchWheel(version, checksums);
        const name = isMac ? `libonnxruntime.${version}.dylib` : `libonnxruntime.so.${version}`;
        replace(library, await unzip(wheel, `onnxruntime/capi/${name}`));
    } catch ({ message, cause }) {
        const reason = cause?.message || message; // fetch hides what happened in the cause
        const advice = `reload the plugin to try again, or copy the library to ${library}`;
        throw new Error(`ONNX Runtime could not be fetched (${reason}): ${advice}.`);
    }
};

async function fetchWheel(version, checksums) {
    const platform = `${process.platform}-${process.arch}`;
    const { urls } = JSON.parse(await download(`https://pypi.org/pypi/onnxruntime/${version}/json`));
    const isOurs = ({ filename, digests }) => WHEELS[platform]?.test(filename) && checksums.includes(digests.sha256);
    const file = urls.find(isOurs);
    if (!file) throw new Error(`PyPI has none for ${platform} with a checksum that is known here`);
    const wheel = await download(file.url);
    if (createHash('sha256').update(wheel).digest('hex') !== file.digests.sha256) throw new Error('its checksum is wrong');
    return wheel;
}

async function download(url) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(`${new URL(url).host} answered ${answer.status}`);
    const chunks = [];
    let size = 0;
    for await (const chunk of answer.body) {
        size += chunk.length;
        if (size > LIMIT) throw new Error(`${url} has more than ${LIMIT} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}

/** One file out of a zip, by its central directory. The zip's checksum has been checked, so nothing else is. */
async function unzip(zip, name) {
    const end = zip.lastIndexOf('PK\x05\x06');
    for (let at = zip.readUInt32LE(end + 16); at < end;) {
        const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
        if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
            const isStored = zip.readUInt16LE(at + 10) === 0;
            const header = zip.readUInt32LE(at + 42); // with lengths of its own
            const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
            const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
            return isStored ? packed : inflate(packed, { maxOutputLength: LIMIT });
        }
        at += 46 + nameLength + extraLength + commentLength;
    }
    throw new Error(`there is no ${name} in it`);
}

/** Half a library must never lie there. */
function replace(file, bytes) {
    const part = `${file}.part`;
    try {
        fs.writeFileSync(part, bytes);
        fs.renameSync(part, file);
    } finally {
        fs.rmSync(part, { force: true });
    }
}
