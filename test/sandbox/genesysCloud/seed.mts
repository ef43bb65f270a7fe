import { randomUUID } from 'node:crypto';
import {
	newSecret,
	type State,
	type Credential,
	type Division,
	type EntityRef,
	type OAuthClient,
	type Role,
	type User,
} from './state.mts';

/** Records to add: as many as a number says, or those given; missing members are filled in. */
export interface Seed {
	/** `roles` names roles to hold in the home division, in place of roleDivisions. */
	clients?: number | Array<Partial<OAuthClient> & { roles?: string[] }>;
	credentials?: number | Array<Partial<Credential>>;
	roles?: number | Array<Partial<Role>>;
	divisions?: number | Array<Partial<Division>>;
	users?: number | Array<Partial<User>>;
}

/** What a seed added: enough to find it again. */
export type Seeded = Record<keyof Seed, Array<{ id: string; name?: string; secret?: string }>>;

/** The records given, or as many names as a number says. */
function each<T extends { name?: string }>(
	given: number | readonly T[] | undefined,
	kind: string,
): ReadonlyArray<T | { name: string }> {
	if (typeof given !== 'number') return given ?? [];
	const width = Math.max(5, String(given).length);
	return Array.from({ length: given }, (_, index) => ({
		name: `${kind} ${String(index + 1).padStart(width, '0')}`,
	}));
}

/** The user behind records that no client made. */
function seederRef(state: State): EntityRef {
	const [id = ''] = state.users.keys();
	return { id, selfUri: `/api/v2/users/${id}` };
}

function roleNamed(state: State, name: string): Role {
	for (const role of state.roles.values()) if (role.name === name) return role;
	throw new RangeError(`No role named '${name}' to seed a client with`);
}

function addClient(
	state: State,
	given: Partial<OAuthClient> & { roles?: string[] },
	by: EntityRef,
): OAuthClient {
	const { roles = ['employee'], ...members } = given;
	const grantType = given.authorizedGrantType ?? 'CLIENT-CREDENTIALS';
	const now = new Date().toISOString();
	const client: OAuthClient = {
		id: randomUUID(),
		name: 'Client',
		authorizedGrantType: grantType,
		accessTokenValiditySeconds: 86_400,
		registeredRedirectUri: [],
		roleIds: [],
		scope: grantType === 'CLIENT-CREDENTIALS' ? [] : ['users:readonly'],
		roleDivisions:
			grantType === 'CLIENT-CREDENTIALS'
				? roles.map((name) => ({
						roleId: roleNamed(state, name).id,
						divisionId: state.homeDivision.id,
					}))
				: [],
		state: 'active',
		dateCreated: now,
		dateModified: now,
		createdBy: by,
		modifiedBy: by,
		secret: newSecret(),
		listedFrom: 0,
		...members,
	};
	state.clients.set(client.id, client);
	return client;
}

function addCredential(state: State, given: Partial<Credential>): Credential {
	const now = new Date().toISOString();
	return state.addCredential({
		id: randomUUID(),
		type: 'pureCloudOAuthClient',
		credentialFields: { clientId: randomUUID(), clientSecret: newSecret() },
		createdDate: now,
		modifiedDate: now,
		...given,
	});
}

function put<T extends { id: string }>(records: Map<string, T>, record: T): T {
	records.set(record.id, record);
	return record;
}

/**
 * Adds records as though they had always been there; no rule of the API is applied.
 * @throws RangeError for a role name that doesn't exist
 */
export function addSeed(state: State, seed: Seed): Seeded {
	const summary = ({ id, name, secret }: { id: string; name?: string; secret?: string }) => ({
		id,
		...(name !== undefined && { name }),
		...(secret !== undefined && { secret }),
	});
	const roles = each(seed.roles, 'Role').map((given) =>
		put(state.roles, {
			...{ id: randomUUID(), name: 'Role', description: '', permissions: [], default: false },
			...given,
		}),
	);
	const divisions = each(seed.divisions, 'Division').map((given) =>
		put(state.divisions, {
			...{ id: randomUUID(), name: 'Division', description: '', homeDivision: false },
			...given,
		}),
	);
	const users = each(seed.users, 'User').map((given) =>
		put(state.users, {
			...{ id: randomUUID(), name: 'User', email: 'user@sandbox.example', roleDivisions: [] },
			...given,
		}),
	);
	const by = seederRef(state);
	const clients = each(seed.clients, 'Client').map((given) => addClient(state, given, by));
	const credentials = each(seed.credentials, 'Credential').map((given) =>
		addCredential(state, given),
	);
	return {
		roles: roles.map(summary),
		divisions: divisions.map(summary),
		users: users.map(summary),
		clients: clients.map(summary),
		credentials: credentials.map(summary),
	};
}
