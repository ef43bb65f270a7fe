import { visible } from './visible';

/** Longer values are cut, in characters. */
const LONGEST = 160;

/** How much is shown of what two long texts have in common before they differ. */
const CONTEXT = 20;

/** As people write a number: 2,345. */
export const numberText = (value: number): string => value.toLocaleString('en-US');

/** A value as JSON on one line, nothing in it invisible, cut when it is long; "none" for no value. */
export function valueText(value: unknown): string {
	if (value === undefined) return 'none';
	if (typeof value === 'string') return quoted(value, 0);
	const json = JSON.stringify(value) ?? String(value);
	return json.length <= LONGEST
		? visible(json)
		: `${visible(cut(json, 0))}… (${numberText(json.length)} characters)`;
}

/** Two values that differ; of long texts the part in which they do. */
export function valueTexts(from: unknown, to: unknown): [string, string] {
	if (typeof from !== 'string' || typeof to !== 'string') return [valueText(from), valueText(to)];
	let start = 0;
	if (Math.max(from.length, to.length) > LONGEST) {
		while (start < from.length && from[start] === to[start]) start += 1;
	}
	// Without this, the shorter one would be cut to nothing.
	start = Math.max(0, start - CONTEXT);
	return [quoted(from, start), quoted(to, start)];
}

/** A text in quotes, from a place on. */
function quoted(text: string, start: number): string {
	const shown = cut(text, start);
	const inQuotes = visible(JSON.stringify(shown));
	if (shown.length === text.length) return inQuotes;
	const before = start > 0 ? '…' : '';
	const after = start + LONGEST < text.length ? '…' : '';
	return `${before}${inQuotes}${after} (${numberText(text.length)} characters)`;
}

/** Some of a text, without the half of a character at either end. */
function cut(text: string, start: number): string {
	if (start === 0 && text.length <= LONGEST) return text;
	return text.slice(start, start + LONGEST).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
