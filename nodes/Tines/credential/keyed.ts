import type { Keyed } from '../../core/desired';
import type { Scope } from '../../core/sync/scope';
import { folder, team } from '../places';
import { FIELDS } from './fields';
import type { CredentialSpec } from './fields';
import { KEEP_FINGERPRINT } from './fingerprint';
import type { CredentialQuery } from './store';
import type { Credential } from './wire';
import { CREDENTIAL_TERRAFORM } from './terraform';

/** How a credential that is wanted is found among those there are. */
export const KEYED: Keyed<
	typeof FIELDS,
	Credential,
	string,
	CredentialQuery,
	typeof KEEP_FINGERPRINT
> = {
	keyLabel: 'Name and Team',
	literalKey: ({ team_id: teamId, name }) => `${teamId} ${name}`,
	nameOf: ({ name }) => String(name),
	wordsOf: ({ team_id: teamId, name }) => `the name '${name}' in the team ${teamId}`,
	storedName: ({ name }) => name,
	refOf: String,
	query: ({ team_id: teamId }) => ({ team_id: teamId }),
	secret: false,
	// What a request sends may be secret, and so may what is sent to get a token.
	mayBeSecret: ['http_request_options', 'credential_requests', 'jwt_payload'],
	excluded: ['live_credential_id'],
	options: KEEP_FINGERPRINT,
	terraform: CREDENTIAL_TERRAFORM,
};

const SCOPE_FIELDS = {
	team_id: team('Only credentials of this team'),
	folder_id: folder('Only credentials in this folder'),
};

/** What a sync can be bound to. */
export const SCOPE: Scope<typeof SCOPE_FIELDS, CredentialSpec, Credential, CredentialQuery> = {
	fields: SCOPE_FIELDS,
	query({ team_id: bound }, wanted, all) {
		// A credential of the same name may be in another folder, so that is not narrowed by here.
		if (bound !== undefined) return { team_id: bound };
		const [only, ...others] = wanted;
		return only && others.length === 0 && !all ? only : {};
	},
	holds: (stored, { team_id: teamId, folder_id: folderId }) =>
		(teamId === undefined || stored.team_id === teamId) &&
		(folderId === undefined || (stored.folder_id ?? null) === folderId),
	admits: (spec, { team_id: teamId, folder_id: folderId }) =>
		(teamId === undefined || spec.team_id === teamId) &&
		(folderId === undefined || (spec.folder_id ?? null) === folderId),
};
