// The device "ReID Service" inside Scrypted, and no more than its doorkeeper: `reid serve --scrypted` connects from outside
// and hands over an object, and every call is passed on to it; without one, to an HTTP address. What nobody answers is
// answered fail-open: everybody is new, so that no notification is lost. Scrypted evaluates this file as a function's body.

const TIME_LIMIT = 5_000; // milliseconds of a call
const CALL_LIMIT = 64; // calls under way; beyond, they fail at once
const [ID_LIFE, ID_LIMIT] = [600_000, 4_096]; // milliseconds that a fail-open id stays the same; how many are remembered
const CONNECT = 'Run `reid login HOST` once, then `reid serve --scrypted HOST`. HOST is this server.';
const UNSENT = /RpcPeer has been killed|^(peer disconnected|proxy id \S+ not found)/; // how calls fail whose object was gone,
const CUT_OFF = /^(connection closed|plugin (killed|disconnected))/; // and goes; Scrypted appends the message's way
const failure = (reason, sentence) => Object.assign(new Error(sentence), { reason });
const random = (count, base) => [...require('crypto').randomBytes(count)].map((n) => (n % base).toString(base)).join('');
// A request without its picture, which is nearly all of it and would take nearly all the time to read.
const bare = (json) => json.split('"imageBase64":"').map((part, n) => (n ? part.slice(part.indexOf('"')) : part)).join('"":"');
const text = (value) => (/string|number/.test(typeof value) && String(value).length <= 256 ? String(value) : null);

class ReIDService {
    #attached = null; // { object, instance }
    #calls = new Map(); // under way: how to end it → whose it is
    #ids = new Map(); // of fail-open: whose → { id, since }, the oldest first

    constructor() {
        Object.assign(deviceManager.getDeviceState(), { fromMimeType: 'application/json', toMimeType: 'application/reid' });
        localStorage.secret ||= random(64, 16); // opens the door; here only an administrator's client can read it
    }

    // BufferConverter: there is always an answer, but for a client that may not attach.
    async convert(data, from, to, options) {
        if (from === 'x-reid/service') return this.#admit(data, to, Object(options));
        try {
            const answer = await this.#call('convert', data, from, to, options);
            if (typeof JSON.parse(answer).processed !== 'boolean') throw new Error('A mistyped address answers anything.');
            return answer;
        } catch ({ reason = 'service-failed' }) {
            return JSON.stringify(this.#failOpen(data, [reason], Date.now()));
        }
    }

    // MixinProvider: the owner chooses cameras with it. Only the type counts, since one null undoes a choice for good.
    canMixin(type) { return ['Camera', 'Doorbell'].includes(type) ? [] : null; }
    getMixin(device) { return device; }
    releaseMixin() {}

    // Settings: ours, then the attached object's.
    async getSettings() {
        const [settings, description] = await this.#call('getSettings').then((list) => [list], ({ message }) => [[], message]);
        const value = this.#attached ? 'connected' : 'not connected';
        const status = { key: 'status', title: 'Status', value, description, readonly: true };
        const url = { key: 'url', title: 'HTTP address to ask while not connected', value: localStorage.url };
        return [status, url, ...(Array.isArray(settings) ? settings : [])];
    }
    async putSetting(key, value) {
        if (key === 'url') localStorage.url = value ?? '';
        else await this.#call('putSetting', key, value);
        deviceManager.onDeviceEvent(undefined, 'Settings');
    }

    // Whoever knows the secret may attach, and the newest wins.
    #admit(object, request, { secret, instance }) {
        if (!secret || secret !== localStorage.secret) throw new Error('attach refused: this plugin has another secret');
        if (request === 'x-reid/attach') return this.#turnTo({ object, instance }, 'attached');
        return this.#attached && this.#attached.instance === instance ? this.#turnTo(null, 'detached') : 'not attached';
    }
    #turnTo(attached, word = 'lost') {
        console.log(`reid: ${word}`);
        for (const [call, owner] of this.#calls)
            if (!attached && owner === this.#attached) call.abort(failure('interrupted', 'ReID Service has left.'));
        this.#attached = attached;
        deviceManager.onDeviceEvent(undefined, 'Settings');
        return word;
    }

    // Calls the attached object or what stands in for it. Never asks twice what was perhaps heard: it would no longer be new.
    async #call(method, ...args) {
        if (this.#calls.size >= CALL_LIMIT) throw failure('overloaded', 'Too many calls wait for ReID Service.');
        const [attached, call] = [this.#attached, new AbortController()];
        const result = attached ? attached.object[method](...args) : this.#standIn(call.signal, method, ...args);
        const end = new Promise((_, reject) => call.signal.addEventListener('abort', () => reject(call.signal.reason)));
        const timer = setTimeout(() => call.abort(failure('timeout', 'ReID Service did not answer in time.')), TIME_LIMIT);
        this.#calls.set(call, attached);
        return Promise.race([result, end]).catch((error) => {
            const isUnsent = UNSENT.test(error.message);
            if ((isUnsent || CUT_OFF.test(error.message)) && attached === this.#attached) this.#turnTo(null);
            if (!isUnsent) throw call.signal.reason ?? error;
            return this.#call(method, ...args);
        }).finally(() => this.#calls.delete(call) && clearTimeout(timer));
    }
    async #standIn(signal, method, data) {
        if (method !== 'convert' || !localStorage.url) throw failure('not-attached', CONNECT);
        const url = new URL(localStorage.url);
        url.searchParams.set('format', 'converter');
        return (await fetch(url, { method: 'POST', body: new Blob([data], { type: 'application/json' }), signal })).text();
    }

    // The shape of WIRE.md §B, in which everybody is new.
    #failOpen(data, reason, now, counts = {}) {
        let doc = {}; // if it is no JSON object, there is nobody in it
        try { doc = Object(JSON.parse(bare(typeof data === 'string' ? data : Buffer.from(data).toString()))); } catch {}
        const deviceId = text(doc.deviceId) || 'unknown', deviceName = text(doc.deviceName) || deviceId;
        const about = { timestamp: Number.isFinite(doc.timestamp) ? doc.timestamp : now, deviceName, deviceId };
        const rows = [doc.detections].flat().filter((row) => [doc.classes ?? ['person', 'face']].flat().includes(row?.className));
        if (!rows.length) return { processed: false, ...about, isNew: false, personId: null, message: 'No person detections' };
        const persons = rows.map(({ className, label, faceLabel, score, boundingBox, id }) => ({
            className, label: text(label ?? faceLabel), score: score ?? null, boundingBox: boundingBox ?? null, id: text(id),
            personId: this.#id(JSON.stringify([deviceId, text(className), text(id)]), counts, now), isNew: true, confidence: 1,
            matchedCameras: [deviceName], embedding: null, decision: 'failopen', reason,
        }));
        const personIds = persons.map(({ personId }) => personId), message = `Processed ${rows.length} person detections`;
        return { processed: true, ...about, isNew: true, degraded: true, personCount: rows.length, persons, personIds, message };
    }
    #id(track, counts, now) {
        const owner = track + (counts[track] = (counts[track] ?? 0) + 1); // rows of one track, or of none, are several people
        for (const [key, { since }] of this.#ids)
            if (this.#ids.size > ID_LIMIT || now - since >= ID_LIFE) this.#ids.delete(key); else break;
        if (!this.#ids.has(owner)) this.#ids.set(owner, { id: `person_${now}_${random(9, 36)}`, since: now });
        return this.#ids.get(owner).id;
    }
}

module.exports = new ReIDService();
