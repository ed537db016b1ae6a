// Has Scrypted start `reid plugin` in Node's place, in the way that NATIVE.md describes. Until that runs, and where it cannot,
// the trampoline answers, so that no notification is lost.
//
// Scrypted evaluates this file as the body of a function, in the folder fs of the zip.

const { execFile } = require('child_process');
const fs = require('fs');
const path = require('path');
const { promisify } = require('util');
const { fetchLibrary } = require(path.resolve('library.js'));

// The same in every version: the server keeps it over upgrades and may start the next version with it.
const RUNTIME = { executable: '/bin/sh', arguments: ['-c', 'cd "$SCRYPTED_UNZIPPED_PATH/fs" && exec /bin/sh ./run.sh'] };
const PATIENCE = 10_000; // milliseconds for the program to say its version, and for the server to take what it was told

/** Fails with a sentence where the program cannot run: the server would start it again every minute, for ever. */
async function probe(bin) {
    if (!['linux', 'darwin'].includes(process.platform)) throw new Error(`There is no reid for ${process.platform}.`);
    const reid = path.join(bin, 'reid');
    if (!fs.existsSync(reid)) throw new Error(`Copy the program to ${reid}; then reload the plugin.`);
    await promisify(execFile)(reid, ['--version'], { timeout: PATIENCE }).catch(({ stderr }) => {
        const why = stderr?.trim() ? ` (${stderr.trim().slice(0, 200)})` : ''; // a system library that is missing, for example
        throw new Error(`${reid} does not run here${why}: copy a build for this machine there; then reload the plugin.`);
    });
}

/** Waits for a condition, looking ten times a second. */
async function until(isTrue, sentence) {
    for (let waited = 0; !isTrue(); waited += 100) {
        if (waited > PATIENCE) throw new Error(sentence);
        await new Promise((resume) => setTimeout(resume, 100));
    }
}

/** Ends this process when all goes well. */
async function giveWay() {
    const bin = path.join(process.env.SCRYPTED_PLUGIN_VOLUME, 'bin');
    await probe(bin);
    await fetchLibrary(bin, say);
    const state = deviceManager.getDeviceState();
    const { providedName: name, providedType: type, info } = state;
    // The server adds ScryptedPlugin by itself.
    const interfaces = [...state.providedInterfaces.filter((one) => one !== 'ScryptedPlugin'), 'ScryptedPluginRuntime'];
    await deviceManager.onDeviceDiscovered({ nativeId: undefined, name, type, info, interfaces });
    // Allowed only now that the device has the interface. Nobody answers it, but the new state comes back.
    await pluginHostAPI.setState(undefined, 'scryptedRuntimeArguments', RUNTIME);
    await until(() => state.scryptedRuntimeArguments, 'The server did not take the command to start reid.');
    const plugins = await systemManager.getComponent('plugins');
    await plugins.reload(state.pluginId);
}

const trampoline = { exports: {} };
const source = fs.readFileSync('trampoline.js', 'utf8');
new Function('deviceManager', 'localStorage', 'module', 'require', source)(deviceManager, localStorage, trampoline, require);
const device = trampoline.exports;

let status = 'starting';
function say(sentence) {
    status = sentence;
    console.log(sentence);
    deviceManager.onDeviceEvent(undefined, 'Settings');
}
const ownSettings = device.getSettings.bind(device);
device.getSettings = async () => [
    { key: 'native', title: 'Program in this plugin’s volume', value: status, readonly: true },
    ...(await ownSettings()),
];
// Throwing keeps the choice of cameras; the program will say which ones it can take.
device.canMixin = () => {
    throw new Error('ReID Service is starting.');
};
module.exports = device;

// Not awaited: the server first wants to have this device. Whatever goes wrong is told in the settings.
giveWay().catch((error) => say(error.message));
