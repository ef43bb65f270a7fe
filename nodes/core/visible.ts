/**
 * What cannot be seen, or makes what is beside it look like something else: control characters,
 * marks of direction, halves of characters, and blanks other than the usual one.
 */
const UNSEEN =
	/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}/gu;

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text on one line, in which nothing is invisible: what would be is written as JSON escapes it. */
export const visible = (text: string): string =>
	text.replace(UNSEEN, (unseen) => SHORT[unseen] ?? unseen.replace(/[^]/g, escaped));

/** One UTF-16 code unit as JSON escapes it. */
export const escaped = (unit: string): string =>
	`\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
