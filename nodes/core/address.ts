import { InvalidInput } from './errors';

/**
 * A base URL that a secret may be sent to: https, or http to this machine itself.
 *
 * @param field the credential's field as its panel names it
 * @returns the URL without a slash at its end
 * @throws InvalidInput
 */
export function safeUrl(field: string, value: unknown): string {
	const given = typeof value === 'string' ? value.trim() : '';
	if (given === '') throw new InvalidInput(field, 'is missing in the credential');
	if (!URL.canParse(given)) throw new InvalidInput(field, `'${given}' is not a URL`);
	const url = new URL(given);
	// The href keeps an empty query or fragment, which url.search and url.hash do not show.
	if (url.username || url.password || /[?#]/.test(url.href)) {
		throw new InvalidInput(field, 'may hold host, port and path only');
	}
	const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
		throw new InvalidInput(
			field,
			`'${given}' has to begin with https (http only for this machine: localhost, 127.0.0.1)`,
		);
	}
	return url.href.replace(/\/+$/, '');
}
