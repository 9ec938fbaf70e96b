/** Server-sent events over fetch, because EventSource cannot send a bearer token. */

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** The server sends at least a comment every 15 s; a silence of this long means that the connection is dead. */
const SILENCE = 45_000;
/** After a silence of this long it may be dead: a page that comes back into view does not wait to find out. */
const DOUBT = 20_000;

/** Keeps one stream open, reconnects with `Last-Event-ID`, and hands over each event's data. */
export class EventStream {
  #open;
  #deliver;
  #lastId = "";
  #pause = FIRST_PAUSE;
  #connection = new AbortController();
  #stopped = false;
  #heard = 0;
  #wake = () => {};
  #connected;

  /**
   * @param {(lastId: string, signal: AbortSignal) => Promise<Response>} open rejects when there is no stream
   * @param {(data: string) => void} deliver
   * @param {() => void} connected called for each new connection, before anything is delivered
   */
  constructor(open, deliver, connected) {
    this.#open = open;
    this.#deliver = deliver;
    this.#connected = connected;
  }

  /**
   * Runs until stopped, or until `isFinal` says that trying again makes no sense.
   * @param {(error: unknown) => boolean} isFinal
   * @returns {Promise<unknown>} the error that ended it; null when it was stopped
   */
  async run(isFinal) {
    const watching = new AbortController();
    this.#watchForReturn(watching.signal);
    try {
      return await this.#keepListening(isFinal);
    } finally {
      watching.abort();
    }
  }

  stop() {
    this.#stopped = true;
    this.#connection.abort();
    this.#wake();
  }

  /** @param {(error: unknown) => boolean} isFinal */
  async #keepListening(isFinal) {
    while (!this.#stopped) {
      try {
        await this.#listen();
      } catch (error) {
        if (!this.#stopped && isFinal(error)) return error;
      }
      if (!this.#stopped) await this.#rest();
    }
    return null;
  }

  /**
   * The network is back, or somebody looks at the page again after the device slept: no need to wait.
   * @param {AbortSignal} signal
   */
  #watchForReturn(signal) {
    addEventListener("online", this.#reconnect, { signal });
    addEventListener("pageshow", (event) => event.persisted && this.#reconnect(), { signal });
    document.addEventListener("visibilitychange", this.#reconnectInDoubt, { signal });
  }

  #reconnect = () => {
    this.#pause = 0;
    this.#connection.abort();
    this.#wake();
  };

  #reconnectInDoubt = () => {
    if (document.visibilityState === "visible" && Date.now() - this.#heard > DOUBT) this.#reconnect();
  };

  async #listen() {
    const connection = new AbortController();
    const watchdog = new Watchdog(() => connection.abort());
    this.#connection = connection;
    try {
      const response = await this.#open(this.#lastId, connection.signal);
      this.#connected();
      await this.#read(/** @type {ReadableStream<BufferSource>} */ (response.body), watchdog);
    } finally {
      watchdog.stop();
    }
  }

  /**
   * @param {ReadableStream<BufferSource>} body
   * @param {Watchdog} watchdog
   */
  async #read(body, watchdog) {
    const parser = new EventParser();
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      watchdog.reset();
      this.#heard = Date.now();
      this.#pause = FIRST_PAUSE;
      parser.push(part.value).forEach((event) => this.#handle(event));
    }
  }

  /** @param {ServerEvent} event */
  #handle(event) {
    this.#lastId = event.id || this.#lastId;
    if (event.data) this.#deliver(event.data);
  }

  async #rest() {
    const pause = this.#pause;
    this.#pause = Math.min(Math.max(2 * pause, FIRST_PAUSE), LONGEST_PAUSE);
    await new Promise((resolve) => {
      this.#wake = () => resolve(undefined);
      setTimeout(this.#wake, pause);
    });
  }
}

/** @typedef {{id: string, data: string}} ServerEvent */

/** Text in pieces of any size in, whole events out (WHATWG HTML, section 9.2.6). */
export class EventParser {
  #rest = "";
  /** @type {ServerEvent} */
  #event = { id: "", data: "" };

  /**
   * @param {string} text
   * @returns {ServerEvent[]} the events that `text` completes
   */
  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.#line(line));
  }

  /** @param {string} line */
  #line(line) {
    if (line === "") return this.#complete();
    const [, field, value] = /** @type {RegExpMatchArray} */ (line.match(/^([^:]*):? ?(.*)$/s));
    if (field === "id") this.#event.id = value;
    if (field === "data") this.#event.data += (this.#event.data && "\n") + value;
    return [];
  }

  #complete() {
    const event = this.#event;
    this.#event = { id: "", data: "" };
    return event.id || event.data ? [event] : [];
  }
}

/** Calls `bark` when it is not reset in time. */
class Watchdog {
  #bark;
  #timer = 0;

  /** @param {() => void} bark */
  constructor(bark) {
    this.#bark = bark;
    this.reset();
  }

  reset() {
    this.stop();
    this.#timer = setTimeout(this.#bark, SILENCE);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
