/** What the server puts in this module's place when it joins the modules (bot/front/widget_bundle.py). */

import type { Texts } from "./types.js";

/** The style sheet, zelfcheck.css. */
export const SHEET: string;
export const TEXTS: Texts;
/** Milliseconds without an answer before the resident reads that it takes longer. */
export const SLOW_AFTER: number;
