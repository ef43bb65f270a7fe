import type { IDataObject } from 'n8n-workflow';

import { MASK } from '../../core/secret';

/** Names of values that may hold what must not be shown; addresses may have such words in them. */
const SENSITIVE = /secret|password|passphrase|private|token|key|cert|credential/i;
const ADDRESS = /ur[il]$/i;

const isSensitive = (name: string) => SENSITIVE.test(name) && !ADDRESS.test(name);

/** Values fit to be shown, whatever is in them: what its name, or one around it, tells to be secret is masked. */
export function masked(values: IDataObject): IDataObject {
	return mapTexts(values, false, (text, secret) => (secret ? MASK : text)) as IDataObject;
}

/** The texts among values that must not be shown. */
export function sensitiveTexts(values: IDataObject): string[] {
	const found: string[] = [];
	mapTexts(values, false, (text, secret) => {
		if (secret) found.push(text);
		return text;
	});
	return found;
}

function mapTexts(
	value: unknown,
	secret: boolean,
	of: (text: string, secret: boolean) => string,
): unknown {
	if (typeof value === 'string') return of(value, secret);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, secret, of));
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name,
			mapTexts(inner, secret || isSensitive(name), of),
		]),
	);
}
