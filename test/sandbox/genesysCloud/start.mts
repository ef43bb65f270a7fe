import { randomUUID } from 'node:crypto';
import { addSeed, type Seed } from './seed.mts';
import { ALL_PERMISSIONS } from './operations.mts';
import { newSecret, State } from './state.mts';

/** A client ID and its secret. */
export interface ClientSecret {
	clientId: string;
	clientSecret: string;
}

/** IDs and secrets that outlive a reset. */
export interface ReadyMade {
	/** Holds `admin`, and every other role but HELD_BY_NOBODY. */
	admin: ClientSecret;
	/** May only read OAuth clients. */
	limited: ClientSecret;
	/** The same ID for the same name for as long as the sandbox runs. */
	idOf(name: string): string;
}

/** Roles that the ready-made admin doesn't hold, so that it can't give them away. */
const HELD_BY_NOBODY: readonly string[] = ['Master Admin', 'Quality Evaluator'];

const ROLES: ReadonlyArray<{ name: string; description: string; permissions: readonly string[] }> =
	[
		{ name: 'admin', description: 'Administrator', permissions: ALL_PERMISSIONS },
		{ name: 'employee', description: 'Employee', permissions: [] },
		{ name: 'Communicate User', description: 'Uses Communicate', permissions: [] },
		{ name: 'User', description: 'Reads the directory', permissions: ['directory:user:view'] },
		{
			name: 'OAuth Client Manager',
			description: 'Manages OAuth clients',
			permissions: ALL_PERMISSIONS.filter((name) => name.startsWith('oauth:')),
		},
		{
			name: 'OAuth Client Viewer',
			description: 'Reads OAuth clients',
			permissions: ['oauth:client:view'],
		},
		{
			name: 'Integration Manager',
			description: 'Manages integrations',
			permissions: ALL_PERMISSIONS.filter((name) => name.startsWith('integrations:')),
		},
		{ name: 'SCIM Integration', description: 'Provisions users', permissions: [] },
		{ name: 'Trusted External User', description: 'A partner', permissions: [] },
		{ name: 'Master Admin', description: 'Everything', permissions: ALL_PERMISSIONS },
		{ name: 'Quality Evaluator', description: 'Evaluates conversations', permissions: [] },
	];
const DEFAULT_ROLES = new Set(['admin', 'employee', 'Communicate User', 'User', 'Master Admin']);
const DIVISIONS = ['Home', 'Sales', 'Service', 'Back Office'];

/** New IDs and secrets for a sandbox. */
export function readyMade(): ReadyMade {
	const ids = new Map<string, string>();
	const idOf = (name: string): string => {
		const id = ids.get(name) ?? randomUUID();
		ids.set(name, id);
		return id;
	};
	return {
		admin: { clientId: idOf('client admin'), clientSecret: newSecret() },
		limited: { clientId: idOf('client limited'), clientSecret: newSecret() },
		idOf,
	};
}

function records({ admin, limited, idOf }: ReadyMade): Seed {
	const home = idOf('division Home');
	const grant = (name: string) => ({ roleId: idOf(`role ${name}`), divisionId: home });
	const held = ROLES.filter(({ name }) => !HELD_BY_NOBODY.includes(name));
	return {
		divisions: DIVISIONS.map((name) => ({
			id: idOf(`division ${name}`),
			name,
			description: name === 'Home' ? 'The organisation itself' : `Division ${name}`,
			homeDivision: name === 'Home',
		})),
		roles: ROLES.map(({ permissions, ...role }) => ({
			...role,
			id: idOf(`role ${role.name}`),
			permissions: [...permissions],
			default: DEFAULT_ROLES.has(role.name),
		})),
		users: [
			{
				id: idOf('user'),
				name: 'Ada Admin',
				email: 'ada.admin@sandbox.example',
				roleDivisions: [grant('admin'), grant('employee'), grant('Communicate User')],
			},
		],
		clients: [
			{
				id: admin.clientId,
				name: 'Sandbox Admin',
				description: 'Ready-made: may do everything',
				secret: admin.clientSecret,
				roleDivisions: held.map(({ name }) => grant(name)),
			},
			{
				id: limited.clientId,
				name: 'Sandbox Limited',
				description: 'Ready-made: may read OAuth clients',
				secret: limited.clientSecret,
				roleDivisions: [grant('OAuth Client Viewer')],
			},
			{ id: idOf('client export'), name: 'Nightly Export', roles: ['employee'] },
			{
				id: idOf('client portal'),
				name: 'Customer Portal',
				authorizedGrantType: 'CODE',
				scope: ['oauth', 'users', 'user-basic-info', 'authorization'],
				registeredRedirectUri: ['https://portal.example/callback'],
			},
			{
				id: idOf('client dashboard'),
				name: 'Agent Dashboard',
				authorizedGrantType: 'CODE',
				scope: ['analytics:readonly'],
				registeredRedirectUri: ['https://dashboard.example/callback'],
			},
			{
				id: idOf('client widget'),
				name: 'Embedded Widget',
				authorizedGrantType: 'TOKEN',
				scope: ['conversations'],
				registeredRedirectUri: ['https://widget.example/'],
			},
			{
				id: idOf('client saml'),
				name: 'Desktop Sign-On',
				authorizedGrantType: 'SAML2-BEARER',
				scope: ['users:readonly'],
			},
		],
		credentials: [
			{ id: idOf('credential export'), name: 'Export to warehouse' },
			{
				id: idOf('credential basic'),
				name: 'Ticket system',
				type: 'basicAuth',
				credentialFields: { userName: 'tickets', password: newSecret() },
			},
			{
				id: idOf('credential unnamed'),
				type: 'userDefinedOAuth',
				credentialFields: { clientId: 'crm', clientSecret: newSecret() },
			},
		],
	};
}

/** The organisation as it is when a sandbox starts. */
export function startState(ready: ReadyMade): State {
	const state = new State(ready.idOf('organization'));
	addSeed(state, records(ready));
	state.authorizations.push({
		clientId: ready.idOf('client portal'),
		userId: ready.idOf('user'),
		scope: ['oauth', 'users', 'user-basic-info', 'authorization'],
		dateCreated: new Date().toISOString(),
	});
	return state;
}
