/** How a secret looks wherever it is not meant to be read. */
export const MASK = '••••••••';

/**
 * A value that must not be read by accident: as text, as JSON and in a debugger's inspection it
 * prints as a mask. Only `reveal` gives the value back.
 */
export class Secret {
	readonly #value: string;

	constructor(value: string) {
		this.#value = value;
	}

	/** The value of a secret, for the wire or for an output that the user asked for. */
	static reveal(secret: Secret): string {
		return secret.#value;
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

export const { reveal } = Secret;

/** Whether a value is the mask that a node shows in a secret's place, so not a secret at all. */
export function isMask(value: string): boolean {
	return value.includes('••••');
}

/**
 * What stands before a host in a URL. After a name that no port follows, all up to the line's last @
 * may be a password with signs in it that have no place in a URL.
 */
const USER_INFO =
	/\/\/(?:[^\s/?#]*@[^\s/?#@]*:(?!\d+(?:[\s/?#]|$))\S{0,2000}@|[^\s/?#]*@|[^\s/?#:@[]*:(?!\d+(?:[\s/?#]|$)).*@)/g;

/** A text with masks in place of the names and passwords in its URLs. */
export const withoutUserInfo = (text: string): string =>
	// No more of a line than there may be something in: a text may be very long.
	text.replace(/^.*@/gm, (line) => line.replace(USER_INFO, `//${MASK}@`));

/** Shorter values are no secrets, and masking them would make texts unreadable. */
const SHORTEST = 4;

/** A line of a secret of several lines is as good as the whole, if it is no shorter than this. */
const SHORTEST_LINE = 8;

/** A secret as it may be quoted: as it is, line by line, in JSON, in URLs and forms, in HTML, in Base64. */
function formsOf(secret: string): string[] {
	const lines = /[\r\n]|\\[rn]/.test(secret)
		? secret.split(/[\r\n]+|\\[rn]/).filter((line) => line.trim().length >= SHORTEST_LINE)
		: [];
	return [secret, ...lines.map((line) => line.trim())].flatMap((value) => {
		const bytes = Buffer.from(value);
		// Half a character, which cannot be encoded, becomes what it would be on the wire.
		const inUrl = encodeURIComponent(bytes.toString());
		return [
			value,
			inUrl,
			inUrl.replace(/%../g, (code) => code.toLowerCase()),
			inUrl.replace(/%20/g, '+'),
			JSON.stringify(value).slice(1, -1),
			value.replace(/[&<>"']/g, (letter) => HTML[letter] ?? letter),
			bytes.toString('base64'),
			bytes.toString('base64url'),
		].filter((form) => form.length >= SHORTEST);
	});
}

const HTML: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/**
 * Replaces every given secret in a text, in whatever usual form it is written there.
 * For texts that come from outside (a vendor's error message may quote what was sent).
 */
export function redact(text: string, secrets: Iterable<Secret>): string {
	const forms = [...secrets]
		.map(reveal)
		.flatMap(formsOf)
		.filter((form) => text.includes(form));
	// The longest first: a secret that is part of another would leave the rest of it readable.
	forms.sort((a, b) => b.length - a.length);
	return forms.reduce((redacted, form) => redacted.split(form).join(MASK), text);
}
