import type { IDataObject } from 'n8n-workflow';

import { MASK, Secret } from '../../core/secret';

/** Names of fields that hold what must not be shown, should Genesys Cloud ever give their values. */
const SENSITIVE = /secret|password|token|key|private/i;

/** A value that stands for one that is not shown. */
const STAND_IN = /^[*•x#]{3,}$|redacted/i;

/**
 * The fields that Genesys Cloud really gives back. How it leaves out the sensitive ones is not
 * documented: absent, null, empty and a row of stars all count as not given.
 */
export function visibleFields(
	fields: Record<string, string | null> | undefined,
): Record<string, Secret> {
	const visible: Record<string, Secret> = {};
	for (const [name, value] of Object.entries(fields ?? {})) {
		if (typeof value === 'string' && value !== '' && !STAND_IN.test(value)) {
			visible[name] = new Secret(value);
		}
	}
	return visible;
}

/** The fields fit to be shown: a sensitive one is masked, whatever the vendor gave. */
export function shownFields(fields: Record<string, string | null> | undefined): IDataObject {
	return Object.fromEntries(
		Object.entries(fields ?? {}).map(([name, value]) => [
			name,
			value && SENSITIVE.test(name) ? MASK : value,
		]),
	);
}
