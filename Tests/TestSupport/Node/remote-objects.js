'use strict';

const ID = Symbol('id of a remote object');
const NEVER_REMOTE = new Set(['then', 'constructor', '__json_disable_serialization', '__json_copy_serialize_children']);

/** The objects of the other side, as the server's RPC shows them to a plugin; and how values travel. */
exports.RemoteObjects = class RemoteObjects {
    #proxies = new Map(); // id → proxy
    #killed = new Set();
    #pending = new Map(); // number of a call → { object, resolve, reject }
    #lastCall = 0;

    /** @param send called with each call to the other side */
    constructor(send) {
        this.send = send;
    }

    /** The other side's answer to a call; an answer after the object's end is ignored. */
    settle(call, { error, value }) {
        const pending = this.#pending.get(call);
        this.#pending.delete(call);
        if (error) pending?.reject(this.#error(error));
        else pending?.resolve(this.decode(value));
    }

    /** Ends objects as when the connection they came by is closed. */
    kill(ids) {
        for (const id of ids) {
            this.#killed.add(id);
            this.#proxies.delete(id);
        }
        for (const [call, { object, reject }] of this.#pending) {
            if (!ids.includes(object)) continue;
            this.#pending.delete(call);
            reject(new Error('connection closed.\napi/@scrypted/core:engine.io\n@reid-service/ReID:host'));
        }
    }

    decode({ json, bytes, object, error, list, record }) {
        if (bytes !== undefined) return Buffer.from(bytes, 'base64');
        if (object) return this.#proxy(object);
        if (error) return this.#error(error);
        if (list) return list.map((value) => this.decode(value));
        if (record) return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, this.decode(value)]));
        return json;
    }

    encode(value) {
        if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
        if (value instanceof Error) return { error: this.encodeError(value) };
        if (value?.[ID]) return { object: value[ID] };
        const isPlain = value === null || value === undefined
            || ['Number', 'String', 'Boolean', 'Object', 'Array'].includes(value.constructor?.name);
        if (!isPlain) throw new Error('objects of the plugin cannot be handed over here');
        return { json: structuredClone(value) ?? null }; // fails for functions, as it does in the server
    }

    encodeError(error) {
        return { name: String(error?.name), message: String(error?.message ?? error), stack: String(error?.stack) };
    }

    #error({ name, message, stack }) {
        return Object.assign(new Error(message), { name, stack });
    }

    #proxy({ id, constructorName, properties, oneway }) {
        if (this.#proxies.has(id)) return this.#proxies.get(id);
        const call = (method, args) => this.#call(id, method, args, oneway.includes(method));
        const isFunction = constructorName === 'Function' || constructorName === 'AsyncFunction';
        const proxy = new Proxy(isFunction ? function () {} : new (class RemoteObject {})(), {
            get: (_, key) => {
                if (key === ID) return id;
                if (NEVER_REMOTE.has(key) || typeof key === 'symbol') return undefined;
                return properties[key] ?? ((...args) => call(key, args));
            },
            apply: (_, __, args) => call(null, args),
        });
        this.#proxies.set(id, proxy);
        return proxy;
    }

    #call(object, method, args, isOneway) {
        if (this.#killed.has(object)) {
            return isOneway ? Promise.resolve() : Promise.reject(new Error(`RpcPeer has been killed (apply) ${method}\nhost`));
        }
        this.#lastCall += 1;
        const call = this.#lastCall;
        const message = { invoke: call, object, method, arguments: args.map((arg) => this.encode(arg)), oneway: isOneway };
        if (isOneway) return Promise.resolve(this.send(message));
        const result = new Promise((resolve, reject) => this.#pending.set(call, { object, resolve, reject }));
        result.catch(() => {}); // a result nobody waits for must not be an unhandled rejection
        this.send(message);
        return result;
    }
};
