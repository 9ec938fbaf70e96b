/** Server-sent events over fetch, because EventSource cannot send a bearer token. */

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** The server sends at least a comment every 15 s; a silence of this long means that the connection is dead. */
const SILENCE = 45_000;

/** Keeps one stream open, reconnects with `Last-Event-ID`, and hands over each event's data. */
export class EventStream {
  #open;
  #deliver;
  #lastId = "";
  #pause = FIRST_PAUSE;
  #connection = new AbortController();
  #stopped = false;
  #wake = () => {};

  /**
   * @param {(lastId: string, signal: AbortSignal) => Promise<Response>} open rejects when there is no stream
   * @param {(data: string) => void} deliver
   */
  constructor(open, deliver) {
    this.#open = open;
    this.#deliver = deliver;
  }

  /**
   * Runs until stopped, or until `isFinal` says that trying again makes no sense.
   * @param {(error: unknown) => boolean} isFinal
   * @returns {Promise<boolean>} true when it ended by such an error
   */
  async run(isFinal) {
    while (!this.#stopped) {
      try {
        await this.#listen();
      } catch (error) {
        if (!this.#stopped && isFinal(error)) return true;
      }
      if (!this.#stopped) await this.#rest();
    }
    return false;
  }

  stop() {
    this.#stopped = true;
    this.#connection.abort();
    this.#wake();
  }

  async #listen() {
    const connection = new AbortController();
    const watchdog = new Watchdog(() => connection.abort());
    this.#connection = connection;
    try {
      const response = await this.#open(this.#lastId, connection.signal);
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
    this.#pause = Math.min(2 * pause, LONGEST_PAUSE);
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
