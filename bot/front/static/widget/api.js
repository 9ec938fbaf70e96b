/** The HTTP API of the contract, section 2. */

/** @import { Bericht, Dossier, Inzending, Session } from "./types.js" */

const PATIENCE = 30_000;
const READY_WITHIN = 8_000;

/** The server answered with a problem (RFC 9457); `message` is its Dutch detail, for the resident. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} detail
   * @param {string} code which problem, such as `verlopen`
   * @param {string} danger numbers to call, when the refused message tells of danger
   */
  constructor(status, detail, code, danger) {
    super(detail);
    this.danger = danger;
    this.status = status;
    this.code = code;
  }

  /** The conversation was closed because nothing was said for a while. */
  get isExpired() {
    return this.code === "verlopen";
  }

  /** The conversation is not there (any more), or the token does not fit. */
  get isGone() {
    return [401, 403, 404, 410].includes(this.status);
  }
}

/** Nobody answered: no network, no server, or no answer in time. */
export class Unreachable extends Error {}

/** Talks to one front door. */
export class Api {
  #root;
  #base;

  /** @param {URL} root address of the front door */
  constructor(root) {
    this.#root = root;
    this.#base = new URL("api/v1/", root);
  }

  /** Whether the service works; never throws. */
  async isReady() {
    const signal = AbortSignal.timeout(READY_WITHIN);
    return this.#fetch(new URL("readyz", this.#root), { signal }).then(
      (response) => response.ok,
      () => false,
    );
  }

  /**
   * @param {string} gemeente slug, or empty when the conversation is to ask
   * @returns {Promise<Session & {berichten: Bericht[]}>}
   */
  async start(gemeente) {
    const body = gemeente ? { gemeente, kanaal: "web" } : { kanaal: "web" };
    return this.#json("gesprekken", { method: "POST", body: JSON.stringify(body) });
  }

  /**
   * @param {Session} session
   * @param {Inzending & {sleutel: string}} body
   * @returns {Promise<{berichten: Bericht[]}>}
   */
  async send(session, body) {
    const path = `gesprekken/${session.id}/${"veld" in body ? "wijzigingen" : "berichten"}`;
    return this.#json(path, { method: "POST", body: JSON.stringify(body) }, session);
  }

  /**
   * @param {Session} session
   * @returns {Promise<Dossier>}
   */
  async read(session) {
    return this.#json(`gesprekken/${session.id}`, {}, session);
  }

  /**
   * Numbers to call when a text that cannot be sent tells of danger, or an empty text.
   * @param {Session} session
   * @param {string} tekst
   * @returns {Promise<string>}
   */
  async danger(session, tekst) {
    const path = `gesprekken/${session.id}/controles`;
    const { gevaar } = await this.#json(path, { method: "POST", body: JSON.stringify({ tekst }) }, session);
    return gevaar ?? "";
  }

  /**
   * The resident is still there.
   * @param {Session} session
   */
  async extend(session) {
    await this.#checked(`gesprekken/${session.id}/verlengingen`, { method: "POST", body: "{}" }, session);
  }

  /**
   * A code with which the conversation goes on later, also on another device.
   * @param {Session} session
   * @returns {Promise<import("./types.js").Code>}
   */
  async code(session) {
    return this.#json(`gesprekken/${session.id}/codes`, { method: "POST", body: "{}" }, session);
  }

  /** @param {Session} session */
  async erase(session) {
    await this.#checked(`gesprekken/${session.id}`, { method: "DELETE" }, session);
  }

  /**
   * The stream of events after `lastId`; it stays open until `signal` aborts it.
   * @param {Session} session
   * @param {string} lastId
   * @param {AbortSignal} signal
   */
  async events(session, lastId, signal) {
    /** @type {Record<string, string>} */
    const headers = { Accept: "text/event-stream" };
    if (lastId) headers["Last-Event-ID"] = lastId;
    return this.#checked(`gesprekken/${session.id}/gebeurtenissen`, { headers, signal }, session);
  }

  /**
   * @param {string} path
   * @param {RequestInit} init
   * @param {Session} [session]
   */
  async #json(path, init, session) {
    const response = await this.#checked(path, init, session);
    return response.json().catch(unreachable);
  }

  /**
   * @param {string} path
   * @param {RequestInit} init
   * @param {Session} [session]
   */
  async #checked(path, init, session) {
    const headers = new Headers(init.headers);
    if (init.body) headers.set("Content-Type", "application/json");
    if (session) headers.set("Authorization", `Bearer ${session.token}`);
    const response = await this.#fetch(new URL(path, this.#base), { ...init, headers });
    if (!response.ok) throw await problem(response);
    return response;
  }

  /**
   * @param {URL} url
   * @param {RequestInit} init
   */
  async #fetch(url, init) {
    const signal = init.signal ?? AbortSignal.timeout(PATIENCE);
    return fetch(url, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", ...init, signal }).catch(
      unreachable,
    );
  }
}

/**
 * @param {Error} cause
 * @returns {never}
 */
function unreachable(cause) {
  throw new Unreachable(cause.message);
}

/** @param {Response} response */
async function problem(response) {
  const body = await response.json().catch(() => ({}));
  const code =
    String(body.type ?? "")
      .split(":")
      .pop() ?? "";
  return new Problem(response.status, body.detail ?? body.title ?? "", code, body.gevaar ?? "");
}
