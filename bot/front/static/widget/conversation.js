/** One conversation: its lines, what is on its way, late answers, and how to find it again. Shows nothing itself. */

import { Problem } from "./api.js";
import { EventStream } from "./events.js";

/** @import { Api } from "./api.js" */
/** @import { Bericht, Dossier, Entry, Inzending, Listener, Session, Stand } from "./types.js" */

export class Conversation {
  #api;
  #memory;
  #gemeente;
  #listener;
  /** @type {Entry[]} */
  #entries = [];
  /** @type {EventStream | null} */
  #stream = null;
  #busy = false;

  /**
   * @param {Api} api
   * @param {Memory} memory
   * @param {string} gemeente slug, or empty
   * @param {Listener} listener
   */
  constructor(api, memory, gemeente, listener) {
    this.#api = api;
    this.#memory = memory;
    this.#gemeente = gemeente;
    this.#listener = listener;
  }

  get isBusy() {
    return this.#busy;
  }

  /**
   * Goes on with the conversation of this tab, or begins a new one; rejects when the server cannot be reached, and when
   * the conversation of this tab was closed because nothing was said.
   */
  async open() {
    if (!(await this.#restore())) await this.#begin();
    this.listen();
  }

  /** Listens for what the server says on its own account: late answers, a person who takes over. */
  listen() {
    const session = this.#session;
    this.#stream = new EventStream(
      (lastId, signal) => this.#api.events(session, lastId, signal),
      (data) => this.#hear(JSON.parse(data)),
      () => this.#listener.progress("klaar"),
    );
    const isGone = (/** @type {unknown} */ error) => error instanceof Problem && error.isGone;
    this.#stream.run(isGone).then((error) => error && this.#vanished(/** @type {Problem} */ (error)));
  }

  /**
   * Sends one message, once: whoever calls again while it is on its way gets `false`.
   * @param {Inzending} inzending
   * @param {string} tekst how the message reads in the transcript
   */
  async send(inzending, tekst) {
    if (this.#busy) return false;
    /** @type {Entry} */
    const entry = { id: null, van: "inwoner", tekst, delivery: "sending", body: { ...inzending, sleutel: newKey() } };
    this.#entries.push(entry);
    this.#listener.added([entry], true);
    await this.#deliver(entry);
    return true;
  }

  /**
   * Sends a message that was not delivered again, with the same key: the server handles it at most once.
   * @param {Entry} entry
   */
  async retry(entry) {
    if (this.#busy || entry.delivery !== "failed") return;
    this.#mark(entry, "sending");
    await this.#deliver(entry);
  }

  /** Tries again whatever could not be delivered. */
  async retryAll() {
    for (const entry of this.#entries.filter(({ delivery }) => delivery === "failed")) await this.retry(entry);
  }

  /** @returns {Promise<Dossier>} the resident's own record */
  async record() {
    return this.#api.read(this.#session);
  }

  /** A code with which the conversation goes on later. */
  async code() {
    return this.#api.code(this.#session);
  }

  /** Everything is gone, here and on the server; rejects when the server could not do it. */
  async erase() {
    await this.#api.erase(this.#session).catch(unlessGone);
    this.#end();
  }

  /**
   * Numbers to call when a text that cannot be sent now tells of danger. Nobody stores it.
   * @param {string} tekst
   */
  async danger(tekst) {
    return this.#api.danger(this.#session, tekst).catch((error) => (error instanceof Problem ? error.danger : ""));
  }

  /** The resident is still there: the conversation stays open. */
  async extend() {
    await this.#api.extend(this.#session).catch((error) => {
      if (!(error instanceof Problem) || !error.isGone) throw error;
      this.#vanished(error);
    });
  }

  /** Stops listening; the conversation itself goes on. */
  close() {
    this.#stream?.stop();
  }

  /** @returns {Session} */
  get #session() {
    return this.#memory.session ?? { id: "", token: "" };
  }

  async #restore() {
    if (!this.#memory.session) return false;
    try {
      this.#receive((await this.record()).berichten, false);
      return true;
    } catch (error) {
      unlessGone(error);
      this.#end();
      if (/** @type {Problem} */ (error).isExpired) throw error;
      return false;
    }
  }

  async #begin() {
    const { id, token, berichten } = await this.#api.start(this.#gemeente);
    this.#memory.keep({ id, token });
    this.#receive(berichten, true);
  }

  /** @param {Entry} entry */
  async #deliver(entry) {
    this.#setBusy(true);
    try {
      const { berichten } = await this.#api.send(this.#session, /** @type {NonNullable<Entry["body"]>} */ (entry.body));
      this.#mark(entry, "sent");
      this.#receive(berichten, true);
    } catch (error) {
      this.#undelivered(entry, error);
    } finally {
      this.#setBusy(false);
    }
  }

  /**
   * @param {Entry} entry
   * @param {unknown} error
   */
  #undelivered(entry, error) {
    if (entry.id) return;
    if (!(error instanceof Problem) || error.status >= 500) {
      this.#mark(entry, "failed");
      this.#listener.undelivered(error);
    } else if (error.isGone) {
      this.#vanished(error);
    } else {
      this.#remove(entry);
      this.#listener.refused(entry, error);
      this.#catchUp();
    }
  }

  /** @param {Bericht & {stand?: Stand, seconden?: number | null}} event a message, or news about answer or session */
  #hear(event) {
    if (event.stand) this.#listener.progress(event.stand);
    else if (event.seconden !== undefined) this.#listener.expiring(event.seconden);
    else this.#receive([event], true);
  }

  /** A refused choice may belong to a question that was answered elsewhere: show what the server has. */
  async #catchUp() {
    const record = await this.record().catch(() => null);
    if (record) this.#receive(record.berichten, false);
  }

  /**
   * @param {Bericht[]} berichten
   * @param {boolean} live
   */
  #receive(berichten, live) {
    const fresh = berichten.filter((bericht) => bericht.tekst !== undefined && !this.#has(bericht));
    /** @type {Entry[]} */
    const entries = fresh
      .filter((bericht) => !this.#recognise(bericht))
      .map((bericht) => ({ ...bericht, delivery: "sent" }));
    if (entries.length === 0) return;
    this.#entries.push(...entries);
    this.#listener.added(entries, live);
  }

  /** @param {Bericht} bericht */
  #has(bericht) {
    return this.#entries.some(({ id }) => id === bericht.id);
  }

  /**
   * The server's copy of a line that this tab sent: same line, now with its id and masked as it was stored.
   * @param {Bericht} bericht
   */
  #recognise(bericht) {
    const own = bericht.van === "inwoner" && this.#entries.find((entry) => entry.van === "inwoner" && !entry.id);
    if (!own) return false;
    own.id = bericht.id;
    own.tekst = bericht.tekst;
    this.#mark(own, "sent");
    return true;
  }

  /**
   * @param {Entry} entry
   * @param {Entry["delivery"]} delivery
   */
  #mark(entry, delivery) {
    entry.delivery = delivery;
    this.#listener.changed(entry);
  }

  /** @param {Entry} entry */
  #remove(entry) {
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#listener.removed(entry);
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.#busy = busy;
    this.#listener.busy(busy);
  }

  /** @param {Problem} problem */
  #vanished(problem) {
    this.#end();
    this.#listener.ended(problem);
  }

  #end() {
    this.close();
    this.#memory.forget();
    this.#entries = [];
  }
}

/** 128 random bits; `crypto.randomUUID` is missing on a page without https. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {unknown} error */
function unlessGone(error) {
  if (!(error instanceof Problem) || !error.isGone) throw error;
}

/** Remembers, in this browser tab only, which conversation goes on and whether the panel is open. */
export class Memory {
  #key;
  /** @type {Session & {open?: boolean} | null} */
  #now = null;

  /** @param {string} name one name for each place that holds a conversation of its own */
  constructor(name) {
    this.#key = `zelfcheck:${name}`;
    this.#now = this.#stored();
    this.#takeOver();
  }

  /** A conversation of WhatsApp that goes on here: the fragment holds it, and only until now. */
  #takeOver() {
    const [, id, token] = /^#verder=([\w-]+):([\w-]+)$/.exec(location.hash) ?? [];
    if (!id) return;
    this.#store({ id, token });
    history.replaceState(null, "", location.pathname + location.search);
  }

  /** The conversation that goes on in this tab. */
  get session() {
    return this.#now;
  }

  /** Whether the panel was open when the page was left. */
  get isOpen() {
    return this.#now?.open === true;
  }

  /** @param {Session} session */
  keep({ id, token }) {
    this.#store({ id, token, open: this.#now?.open });
  }

  /** @param {boolean} open */
  keepOpen(open) {
    if (this.#now) this.#store({ ...this.#now, open });
  }

  forget() {
    this.#now = null;
    withStorage((storage) => storage.removeItem(this.#key));
  }

  /** @param {Session & {open?: boolean}} session */
  #store(session) {
    this.#now = session;
    withStorage((storage) => storage.setItem(this.#key, JSON.stringify(session)));
  }

  #stored() {
    return withStorage((storage) => JSON.parse(storage.getItem(this.#key) ?? "null"));
  }
}

/**
 * A browser may refuse storage altogether; then the conversation lives as long as the page.
 * @template Result
 * @param {(storage: Storage) => Result} use
 */
function withStorage(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
