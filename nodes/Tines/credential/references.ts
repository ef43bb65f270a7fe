import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import { flag } from '../../core/fields';
import type { Credential } from './wire';

export interface RemoveOptions {
	/** Delete although stories still use it. */
	deleteReferenced?: boolean;
}

export const REMOVE_OPTIONS = {
	deleteReferenced: flag({
		displayName: 'Delete Although Used',
		type: 'boolean',
		default: false,
		description:
			'Whether the credential is deleted although stories or actions still use it; these fail from then on',
	}),
};

/**
 * What refers to a credential, as far as Tines' answer tells: undefined when it does not. It is
 * documented that there is a list of stories and actions, not what its members are called.
 *
 * @returns such as `story 12`, `action 345`
 */
export function referencesIn(credential: Credential): string[] | undefined {
	const members = Object.entries(credential).filter(
		([name, value]) => /referenc/i.test(name) && value !== null,
	);
	if (members.length === 0) return undefined;
	return members.flatMap(([name, value]) => namesIn(value, name.replace(/^referenc\w*?_/i, '')));
}

function namesIn(value: unknown, label: string): string[] {
	const kind = label
		.replace(/_?ids?$/i, '')
		.replace(/ies$/, 'y')
		.replace(/s$/, '');
	if (Array.isArray(value)) return value.flatMap((entry) => namesIn(entry, kind));
	// A flag that is off, or a count of none; no ID is 0.
	if (!value) return [];
	if (typeof value !== 'object') return [`${kind} ${String(value)}`];
	const { id, name } = value as IDataObject;
	if (id !== undefined) return [`${kind} ${String(id)}${name ? ` '${String(name)}'` : ''}`];
	return Object.entries(value).flatMap(([inner, entry]) => namesIn(entry, inner));
}

/** The refusal to delete what is in use. */
export function stillUsed({ id, name }: Credential, references: readonly string[]): InvalidInput {
	const by = references.length > 0 ? references.join(', ') : 'actions that Tines does not name';
	return new InvalidInput(
		'Credential',
		`'${name}' (${id}) is still used by ${by}, so it is not deleted`,
		'Take it out of these stories first, or add the option Delete Although Used.',
	);
}
