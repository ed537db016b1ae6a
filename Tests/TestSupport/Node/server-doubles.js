// What Scrypted's server hands to a plugin that uses no SDK, as doubles. Facts: its plugin-remote-worker.ts, device.ts.
'use strict';

const DEVICE_ID = '7';
const FREE_PROPERTIES = new Set(['info']);
const DESCRIPTION = [
    'id', 'info', 'interfaces', 'mixins', 'name', 'nativeId', 'pluginId', 'providedInterfaces', 'providedName',
    'providedRoom', 'providedType', 'providerId', 'room', 'type',
];

/** The plugin's device as the server keeps it, and what the server does with it. */
class Server {
    constructor(packageJSON, storage, tell) {
        const { name, type, interfaces } = packageJSON.scrypted;
        const values = {
            pluginId: packageJSON.name, name, type, providedName: name, providedType: type,
            info: { manufacturer: packageJSON.name, version: packageJSON.version },
        };
        this.tell = tell;
        this.storage = storage;
        this.state = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
        this.provide(interfaces);
    }

    provide(interfaces) {
        const all = [...new Set([...interfaces, 'ScryptedPlugin'])].sort();
        this.state.providedInterfaces = { value: all };
        this.state.interfaces = { value: all };
    }

    checkProperty(property) {
        if (DESCRIPTION.includes(property) && !FREE_PROPERTIES.has(property)) throw new Error(`${property} cannot be set`);
    }
}

/** pluginHostAPI. Its oneway calls take effect later. */
class HostAPI {
    constructor(server) {
        this.server = server;
    }

    async setState(nativeId, property, value) {
        this.server.checkProperty(property);
        this.server.tell('setState', [property, value]);
        await new Promise(setImmediate);
        // The server keeps no property whose interface the device does not have, and says nothing about it.
        const isForeign = property === 'scryptedRuntimeArguments'
            && !this.server.state.interfaces.value.includes('ScryptedPluginRuntime');
        if (!isForeign) this.server.state[property] = { value };
    }

    async setStorage(nativeId, storage) {
        this.server.tell('setStorage', [{ ...storage }]);
    }

    async onDeviceEvent(nativeId, eventInterface, data) {
        this.server.tell('deviceEvent', [eventInterface, data ?? null]);
    }

    async onDeviceDiscovered(device) {
        this.server.tell('onDeviceDiscovered', [device]);
        this.server.provide(device.interfaces);
        return DEVICE_ID;
    }

    async getComponent(name) {
        if (name !== 'plugins') throw new Error(`there is no component ${name} here`);
        return { reload: async (pluginId) => this.server.tell('reload', [pluginId]) };
    }

    async getMediaManager() {}

    async requestRestart() {
        this.server.tell('requestRestart', []);
    }
}

/** localStorage: a map of strings that is written back as a whole, with items as properties. A missing item is undefined. */
function storageDouble(server, api) {
    const methods = {
        getItem: (key) => server.storage[key],
        setItem: (key, value) => {
            if (server.storage[key] === String(value)) return;
            server.storage[key] = String(value);
            api.setStorage(undefined, server.storage);
        },
        removeItem: (key) => {
            delete server.storage[key];
            api.setStorage(undefined, server.storage);
        },
        clear: () => {
            server.storage = {};
            api.setStorage(undefined, server.storage);
        },
        key: (index) => Object.keys(server.storage)[index],
    };
    return new Proxy(methods, {
        get: (_, key) => {
            if (key === 'length') return Object.keys(server.storage).length;
            return Object.hasOwn(methods, key) ? methods[key] : server.storage[String(key)];
        },
        set: (_, key, value) => {
            methods.setItem(String(key), value);
            return true;
        },
    });
}

class DeviceManager {
    nativeIds = new Map([[undefined, { id: DEVICE_ID }]]);

    constructor(server, api, localStorage) {
        Object.assign(this, { server, api, localStorage });
    }

    getDeviceState(nativeId) {
        if (!this.nativeIds.has(nativeId)) throw new TypeError(`there is no device ${nativeId}`);
        const { server, api } = this;
        return new Proxy({}, {
            get: (_, property) => (property === 'id' ? DEVICE_ID : server.state[property]?.value),
            set: (_, property, value) => {
                server.checkProperty(property);
                server.state[property] = { value };
                api.setState(nativeId, property, value);
                return true;
            },
        });
    }

    getDeviceStorage() {
        return this.localStorage;
    }

    getNativeIds() {
        return [...this.nativeIds.keys()];
    }

    async onDeviceDiscovered(device) {
        return this.api.onDeviceDiscovered(device);
    }

    async onDeviceEvent(nativeId, eventInterface, data) {
        return this.api.onDeviceEvent(nativeId, eventInterface, data);
    }

    async requestRestart() {
        return this.api.requestRestart();
    }
}

/**
 * Evaluates a plugin's main.nodejs.js as the server does: as a sloppy function's body, with the parameters it has there.
 * @param source the file's text
 * @param packageJSON the plugin's package.json
 * @param storage what the plugin stored earlier
 * @param globals what is to take the place of globals, by name
 * @param tell called with the name of each call to the server and its arguments
 * @returns the plugin instance
 */
exports.loadPlugin = async function loadPlugin({ source, packageJSON, storage = {}, globals = {}, tell = () => {} }) {
    const server = new Server(packageJSON, storage, tell);
    const pluginHostAPI = new HostAPI(server);
    const localStorage = storageDouble(server, pluginHostAPI);
    const deviceManager = new DeviceManager(server, pluginHostAPI, localStorage);
    const systemManager = {
        getSystemState: () => ({ [DEVICE_ID]: server.state }),
        getComponent: (name) => pluginHostAPI.getComponent(name),
    };
    const [mediaManager, endpointManager] = [{}, {}];
    const module = { exports: {} };
    const parameters = {
        initializeCluster() {}, ping: async (time) => time, createMediaManager: async () => mediaManager, mediaManager,
        __filename: undefined, deviceManager, systemManager, endpointManager, localStorage, pluginHostAPI,
        WebSocket() {}, pluginRuntimeAPI: { deviceManager, systemManager, mediaManager, endpointManager, pluginHostAPI },
        console: new console.Console(process.stderr, process.stderr), require, module, exports: module.exports, ...globals,
    };
    const code = `(function(${Object.keys(parameters).join(',')}) {;${source}\n//# sourceURL=/plugin/main.nodejs.js\n;})`;
    (0, eval)(code)(...Object.values(parameters));

    const exported = module.exports.default || module.exports;
    if (exported.toString().startsWith('class ')) return new exported();
    return typeof exported === 'function' ? exported() : exported;
};
