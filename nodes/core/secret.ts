/** How a secret looks wherever it is not meant to be read. */
export const MASK = '••••••••';

const values = new WeakMap<Secret, string>();

/**
 * A value that must not be read by accident: as text, as JSON and in a debugger's inspection it
 * prints as a mask. Only `reveal` gives the value back.
 */
export class Secret {
	constructor(value: string) {
		values.set(this, value);
	}

	toString(): string {
		return MASK;
	}

	toJSON(): string {
		return MASK;
	}

	[Symbol.for('nodejs.util.inspect.custom')](): string {
		return MASK;
	}
}

/** The value of a secret, for the wire or for an output that the user asked for. */
export function reveal(secret: Secret): string {
	return values.get(secret) ?? '';
}

/** Whether a value is the mask that a node shows in a secret's place, so not a secret at all. */
export function isMask(value: string): boolean {
	return value.includes('••••');
}

/** Shorter values are no secrets, and masking them would make texts unreadable. */
const SHORTEST = 4;

/**
 * Replaces every given secret in a text, also where it is written as a URL or JSON would write it.
 * For texts that come from outside (a vendor's error message may quote what was sent).
 */
export function redact(text: string, secrets: Iterable<Secret>): string {
	const forms = [...secrets].map(reveal).flatMap((value) => [
		value,
		// Half a character, which cannot be encoded, becomes what it would be on the wire.
		encodeURIComponent(Buffer.from(value).toString()),
		JSON.stringify(value).slice(1, -1),
	]);
	// The longest first: a secret that is part of another would leave the rest of it readable.
	forms.sort((a, b) => b.length - a.length);
	return forms
		.filter((form) => form.length >= SHORTEST)
		.reduce((redacted, form) => redacted.split(form).join(MASK), text);
}
