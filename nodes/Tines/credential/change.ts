import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import { FIELDS } from './fields';
import type { CredentialSpec } from './fields';
import { WITH_TOKEN_TTL } from './modes';
import { checkSharing } from './rules';
import { toRequest } from './wire';
import type { Credential } from './wire';

/** A change in Tines' words, with what Tines wants beside it. */
export function requestFor(
	stored: Credential,
	change: CredentialSpec,
	version: 'live' | 'test',
): IDataObject {
	checkMode(stored, change);
	const access = change.read_access ?? stored.read_access;
	const leaving = change.read_access !== undefined && change.read_access !== 'SPECIFIC_TEAMS';
	const slugs = change.shared_team_slugs ?? (leaving ? [] : stored.shared_team_slugs);
	checkSharing({ read_access: access, shared_team_slugs: slugs });
	const moves = change.team_id !== undefined && change.team_id !== stored.team_id;
	return {
		// A folder is of one team: without a new one the credential goes to the root of its new team.
		...(moves && { folder_id: null }),
		...(leaving && stored.shared_team_slugs?.length && { shared_team_slugs: [] }),
		...tokenTtl(stored, change, version),
		...toRequest(change),
		mode: stored.mode,
	};
}

/** @throws InvalidInput when a change asks for another mode */
export function checkMode({ id, name, mode }: Credential, change: CredentialSpec): void {
	if (change.mode === undefined || change.mode === mode) return;
	throw new InvalidInput(
		FIELDS.mode.property.displayName,
		`the credential '${name}' (${id}) is of the mode ${mode}, not ${change.mode}, and a mode cannot be changed`,
		'Choose its mode, or make a new credential.',
	);
}

/** Tines sets the time to live back when an update does not give it, and need not give it back. */
function tokenTtl(
	stored: Credential,
	change: CredentialSpec,
	version: 'live' | 'test',
): IDataObject {
	if (!WITH_TOKEN_TTL.includes(stored.mode) || change.http_request_ttl !== undefined) return {};
	// What is given back, if anything, is the live version's.
	const known = version === 'live' && stored.http_request_ttl !== undefined;
	if (known) return { http_request_ttl: stored.http_request_ttl };
	throw new InvalidInput(
		FIELDS.http_request_ttl.property.displayName,
		`is missing: Tines does not give it back, and sets it back with every update of a credential of the mode ${stored.mode} that does not give it`,
		'Add the field with the value that it is to have; 0 for none.',
	);
}
