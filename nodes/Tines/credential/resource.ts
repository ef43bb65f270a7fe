import { choice } from '../../core/fields';
import type { Kind } from '../../core/kind';
import { byLocator } from '../../core/locator';
import { containsText, NAME_CONTAINS } from '../../core/nameFilter';
import { create } from '../../core/operations/create';
import { createOrUpdate } from '../../core/operations/createOrUpdate';
import { remove } from '../../core/operations/delete';
import { get } from '../../core/operations/get';
import { getMany } from '../../core/operations/getMany';
import { sync } from '../../core/operations/sync';
import { update } from '../../core/operations/update';
import { pick } from '../../core/record';
import type { Resource } from '../../core/resource';
import { WHOLE_NUMBER_ID } from '../ids';
import { folder, team } from '../places';
import { FIELDS } from './fields';
import { KEEP_FINGERPRINT } from './fingerprint';
import { MODES } from './modes';
import type { Mode } from './modes';
import { ADDITIONAL, CHANGEABLE, MAIN, SHOWN_FOR } from './panel';
import { REMOVE_OPTIONS } from './references';
import { checkChange, checkNew } from './rules';
import { KEYED, SCOPE } from './keyed';
import { CredentialStore } from './store';
import type { Credential } from './wire';

const NEVER_GIVEN_BACK =
	'Tines never gives the settings and secrets of a credential back (client ID, client secret, URLs, scopes, keys …). What you do not give stays as it is at Tines; what is stored cannot be shown here, nor compared.';

const KIND: Kind<typeof FIELDS, Credential, string> = {
	singular: 'credential',
	plural: 'credentials',
	article: 'a',
	picker: byLocator({
		name: 'credentialId',
		displayName: 'Credential',
		description: 'The credential to work on',
		searchMethod: 'searchCredentials',
		...WHOLE_NUMBER_ID,
	}),
	fields: FIELDS,
	main: MAIN,
	additional: ADDITIONAL,
	shownFor: SHOWN_FOR,
	check: checkNew,
	checkChange,
	simplify: (stored) =>
		pick(stored, [
			'id',
			'name',
			'mode',
			'slug',
			'team_id',
			'folder_id',
			'read_access',
			'description',
			'expires_at',
			'redirect_url',
		]),
	withoutSecrets: (stored) => stored,
};

/** Credentials of a Tines tenant: what its stories authenticate to other apps with. */
export const credential: Resource<CredentialStore> = {
	name: 'Credential',
	value: 'credential',
	open: (client) => new CredentialStore(client),
	operations: [
		create(KIND, { secret: false, options: KEEP_FINGERPRINT }),
		createOrUpdate(KIND, KEYED),
		remove(KIND, REMOVE_OPTIONS),
		get(KIND),
		getMany(KIND, {
			fields: {
				team_id: team('Only credentials of this team'),
				folder_id: folder('Only credentials in this folder'),
				mode: choice<Mode>({
					displayName: 'Mode',
					type: 'options',
					options: MODES,
					default: 'OAUTH',
					description: 'Only credentials of this kind',
				}),
				nameContains: NAME_CONTAINS,
				filter: choice<'RESTRICTED' | 'UNRESTRICTED' | 'UNUSED_IN_ACTIONS'>({
					displayName: 'Restriction or Use',
					type: 'options',
					options: [
						{ name: 'Restricted', value: 'RESTRICTED', description: 'Bound to some domains' },
						{ name: 'Unrestricted', value: 'UNRESTRICTED' },
						{ name: 'Unused in Actions', value: 'UNUSED_IN_ACTIONS' },
					],
					default: 'UNUSED_IN_ACTIONS',
					description: 'Only credentials that are bound to domains, are not, or are not used',
				}),
			},
			query: ({ team_id, folder_id, filter }) => ({
				...(team_id !== undefined && { team_id }),
				...(folder_id && { folder_id }),
				...(filter && { filter }),
			}),
			matches: (stored, { mode, nameContains, folder_id: folderId }) =>
				(!mode || stored.mode === mode) &&
				(folderId !== null || !stored.folder_id) &&
				containsText(nameContains, stored.name),
		}),
		sync(KIND, KEYED, SCOPE),
		update(KIND, {
			changeable: CHANGEABLE,
			deciding: ['mode'],
			notice: NEVER_GIVEN_BACK,
			options: {
				version: choice<'live' | 'test'>({
					displayName: 'Version',
					type: 'options',
					options: [
						{ name: 'Live', value: 'live' },
						{ name: 'Test', value: 'test', description: 'For drafts and test runs' },
					],
					default: 'live',
					description: 'Which version of the credential is changed',
				}),
			},
		}),
	],
};
