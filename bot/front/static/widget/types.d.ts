/** What the API sends (shared contract, section 2) and what the widget keeps. Types only: the browser never loads this. */

import type { Problem } from "./api.js";

export type Spreker = "assistent" | "inwoner" | "medewerker";
export type Status = "waarschijnlijk" | "misschien" | "niet";

export interface Keuze {
  titel: string;
  keuze: string;
}

export interface Bron {
  document: string;
  vindplaats?: string | null;
  bevestigd_op?: string | null;
}

export interface Reden {
  voorwaarde: string;
  resultaat: "ja" | "nee" | "onbekend";
  uitleg: string;
  bron?: Bron | string | null;
}

export interface Contact {
  id: string;
  naam: string;
  wat?: string | null;
  bereikbaar?: string | null;
}

export interface Verwijzing {
  loket?: Contact;
  telefoon?: { naam: string; nummer: string }[];
}

export interface Uitkomst {
  voorziening: string;
  naam: string;
  status: Status;
  samenvatting: string;
  stappen: string[];
  contact: Contact;
  redenen: Reden[];
  bron: Bron;
}

export interface Bericht {
  id: string;
  van: Spreker;
  tijd: string;
  tekst: string;
  vraag?: string | null;
  voortgang?: { stap: number; van: number } | null;
  keuzes?: Keuze[] | null;
  kaarten?: Uitkomst[] | null;
}

export type Waarde = string | number | boolean | string[] | number[] | { van: number; tot: number };

/** The resident's own record. */
export interface Dossier {
  id: string;
  gemeente: string | null;
  antwoorden: Record<string, Waarde | null>;
  uitkomsten: Uitkomst[];
  verwijzing?: Verwijzing | null;
  berichten: Bericht[];
}

export interface Session {
  id: string;
  token: string;
}

/** What a resident sends: typed text, an offered choice, or the field of which the answer is to be changed. */
export type Inzending = { tekst: string } | { keuze: string } | { veld: string };

/** How the answer to the last message is coming on, as the server tells every tab. */
export type Stand = "typt" | "langer" | "klaar";

/** One line of the transcript: a message of the server, or one of the resident that is still on its way. */
export interface Entry extends Omit<Bericht, "id" | "tijd"> {
  id: string | null;
  delivery: "sent" | "sending" | "failed";
  body?: Inzending & { sleutel: string };
}

/** Who shows the conversation. */
export interface Listener {
  /** New lines at the end; `live` is false for what was already there before (a restored conversation). */
  added(entries: Entry[], live: boolean): void;
  changed(entry: Entry): void;
  removed(entry: Entry): void;
  busy(busy: boolean): void;
  /** The server works on an answer, also to a message of another tab or from before a reload. */
  progress(stand: Stand): void;
  /** The server did not take the message: the text goes back to the resident. */
  refused(entry: Entry, problem: Problem): void;
  /** The message could not be delivered now: it stays, and can be tried again. */
  undelivered(error: unknown): void;
  /** The conversation closes after so many seconds when nothing is said; null: it stays open. */
  expiring(seconds: number | null): void;
  /** The conversation no longer exists on the server, or is closed: the problem says which. */
  ended(problem: Problem): void;
}

export interface AnswerWords {
  zin?: string;
  leeg?: string;
  waarden?: Record<string, string>;
}

type Words = Record<string, string>;

/** /static/teksten.json: data/teksten/widget.yml, and of each question how its answer reads as a sentence. */
export interface Texts {
  spreker: Record<Spreker, string>;
  venster: Words;
  gesprek: Words;
  veld: Words;
  fout: Words;
  sessie: Words;
  menu: Words;
  later: Words;
  wissen: Words;
  ingevuld: Words;
  kaart: Omit<Words, "meer"> & {
    groep: Record<Status, string>;
    /** How many of a group stand open, and how many more there must be to fold them away. */
    meer: { open: number; minstens: number };
    /** What the folded ones are called; {aantal} is how many. */
    nog: Record<Status, string>;
    resultaat: Record<Reden["resultaat"], string>;
  };
  samenvatting: Words;
  noodnummers: string[];
  antwoorden: Record<string, AnswerWords>;
  gemeenten: Record<string, string>;
}

/** With which a conversation goes on, once, at this address. */
export interface Code {
  code: string;
  geldig_tot: string;
  adres: string;
}
