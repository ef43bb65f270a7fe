import { randomBytes } from 'node:crypto';
import { emptyCommon } from './credentialRules.mts';
import { MODE_FIELDS } from './modes.mts';
import {
	awsMembers,
	newKey,
	slugOf,
	type ApiKey,
	type Credential,
	type Folder,
	type References,
	type State,
	type Team,
	type User,
	type Version,
} from './state.mts';

/**
 * A credential to add: members of answers, and the mode's fields beside them or in `settings`.
 * `test: true` gives it a test version with the live one's settings.
 */
export type CredentialSeed = Omit<Partial<Version>, 'owner'> & {
	references?: Partial<References>;
	test_credential_enabled?: boolean;
	test?: true | { settings?: Record<string, unknown> };
	/** The mode's fields. */
	[field: string]: unknown;
};

/** As many of a kind as a number says; members are the same for all of them. */
export type Bulk<T> = number | (T & { count: number });

/** Records to add; missing members are filled in. */
export interface Seed {
	teams?: Bulk<Partial<Team>> | Array<Partial<Team>>;
	folders?: Bulk<Partial<Folder>> | Array<Partial<Folder>>;
	credentials?: Bulk<CredentialSeed> | CredentialSeed[];
	users?: Bulk<Partial<User>> | Array<Partial<User>>;
	keys?: Array<Partial<ApiKey>>;
	/** What uses credentials that are there already. */
	references?: Array<Partial<References> & { credential_id: number }>;
}

/** What a seed added. */
export interface Seeded {
	teams: Array<{ id: number; name: string }>;
	folders: Array<{ id: number; name: string }>;
	credentials: Array<{ id: number; name: string }>;
	users: Array<{ id: number; email: string }>;
	keys: Array<{ name: string; apiKey: string }>;
}

function each<T extends object>(given: Bulk<T> | readonly T[] | undefined, kind: string): T[] {
	if (given === undefined) return [];
	if (Array.isArray(given)) return given as T[];
	const { count, ...members } =
		typeof given === 'number' ? { count: given } : (given as T & { count: number });
	const width = Math.max(5, String(count).length);
	return Array.from(
		{ length: count },
		(_, index) =>
			({ name: `${kind} ${String(index + 1).padStart(width, '0')}`, ...members }) as unknown as T,
	);
}

/** Settings of a mode that every rule of the API allows. */
const SETTINGS: Record<Credential['mode'], () => Record<string, unknown>> = {
	TEXT: () => ({ value: secret() }),
	JWT: () => ({ jwt_algorithm: 'HS256', jwt_payload: { iss: 'tines' }, jwt_private_key: secret() }),
	OAUTH: () => ({
		oauth_url: 'https://idp.example.com/authorize',
		oauth_token_url: 'https://idp.example.com/token',
		oauth_client_id: 'client-abc',
		oauth_client_secret: secret(),
		oauth_scope: 'read write',
		oauth_grant_type: 'client_credentials',
	}),
	AWS: () => ({
		aws_authentication_type: 'KEY',
		aws_access_key: 'sandbox-access-key',
		aws_secret_key: secret(),
		aws_assumed_role_arn: 'arn:aws:iam::123456789012:role/sandbox',
	}),
	MTLS: () => ({
		mtls_client_certificate: 'client certificate',
		mtls_client_private_key: secret(),
		mtls_root_certificate: 'root certificate',
	}),
	HTTP_REQUEST_AGENT: () => ({
		http_request_options: { url: 'https://api.example.com/token', method: 'post' },
		http_request_location_of_token: '=response.body.access_token',
		http_request_secret: secret(),
		http_request_ttl: 600,
	}),
	MULTI_REQUEST: () => ({
		credential_requests: [
			{ options: { url: 'https://api.example.com/challenge' }, http_request_secret: secret() },
			{ options: { url: 'https://api.example.com/token' }, http_request_secret: secret() },
		],
		http_request_location_of_token: '=response.body.token',
		http_request_ttl: 600,
	}),
};

const secret = (): string => randomBytes(18).toString('base64url');

function addCredential(state: State, given: CredentialSeed): Credential {
	const { references, test, settings, ...members } = given;
	const mode = given.mode ?? 'TEXT';
	const fields = Object.entries(members).filter(([name]) => name in MODE_FIELDS[mode]);
	const kept = { ...SETTINGS[mode](), ...settings, ...Object.fromEntries(fields) };
	const name = given.name ?? `${mode} credential`;
	const now = new Date().toISOString();
	const [user] = state.users.all;
	const version: Version = {
		...emptyCommon(),
		...awsMembers(mode, kept),
		id: state.nextId('credential', given.id),
		name,
		mode,
		team_id: state.teams.all[0]!.id,
		slug: slugOf(name),
		created_at: now,
		updated_at: now,
		owner: {
			user_id: user!.id,
			first_name: user!.first_name,
			last_name: user!.last_name,
			email: user!.email,
		},
		...Object.fromEntries(Object.entries(members).filter(([member]) => !fieldNames.has(member))),
		settings: kept,
	};
	return state.addCredential({
		...version,
		test_credential_enabled: given.test_credential_enabled ?? test !== undefined,
		references: { story_ids: [], action_ids: [], ...references },
		...(test && {
			test: {
				...structuredClone(version),
				id: state.nextId('credential'),
				...(test !== true && { settings: { ...kept, ...test.settings } }),
			},
		}),
	});
}

const fieldNames = new Set(Object.values(MODE_FIELDS).flatMap((fields) => Object.keys(fields)));

function addReferences(
	state: State,
	{ credential_id, ...given }: NonNullable<Seed['references']>[0],
): void {
	const credential = state.credentials.get(credential_id);
	if (!credential) throw new RangeError(`No credential ${credential_id} to seed references of`);
	credential.references = { ...credential.references, ...given };
}

/**
 * Adds records as though they had always been there; no rule of the API is applied, and nothing is
 * written to the audit log.
 * @throws RangeError for an ID that is taken, or references of a credential that doesn't exist
 */
export function addSeed(state: State, seed: Seed): Seeded {
	const now = new Date().toISOString();
	const teams = each(seed.teams, 'Team').map((given) =>
		state.teams.add({
			...{ id: state.nextId('team', given.id), name: 'Team', groups: [], personal: false },
			...given,
		}),
	);
	const users = each(seed.users, 'User').map((given) => {
		const id = state.nextId('user', given.id);
		return state.users.add({
			id,
			email: `user.${id}@sandbox.example`,
			first_name: 'Sandbox',
			last_name: `User ${id}`,
			admin: false,
			is_active: true,
			tenant_permissions: [],
			created_at: now,
			updated_at: now,
			last_seen: null,
			team_memberships: [],
			...given,
		});
	});
	const folders = each(seed.folders, 'Folder').map((given) =>
		state.folders.add({
			id: state.nextId('folder', given.id),
			name: 'Folder',
			content_type: 'CREDENTIAL',
			team_id: state.teams.all[0]!.id,
			size: 0,
			parent_folder_id: null,
			...given,
		}),
	);
	const credentials = each(seed.credentials, 'Credential').map((given) =>
		addCredential(state, given),
	);
	for (const given of seed.references ?? []) addReferences(state, given);
	const keys = (seed.keys ?? []).map((given) => {
		const key: ApiKey = {
			value: newKey(),
			name: 'key',
			kind: 'personal',
			role: 'viewer',
			team_id: null,
			user_id: state.users.all[0]!.id,
			permissions: [],
			...given,
		};
		state.keys.set(key.value, key);
		return key;
	});
	return {
		teams: teams.map(({ id, name }) => ({ id, name })),
		folders: folders.map(({ id, name }) => ({ id, name })),
		credentials: credentials.map(({ id, name }) => ({ id, name })),
		users: users.map(({ id, email }) => ({ id, email })),
		keys: keys.map(({ name, value }) => ({ name, apiKey: value })),
	};
}
