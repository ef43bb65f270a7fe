import type { Random } from '../random.mts';
import {
	fieldsFrom,
	type ChaosVendor,
	type Content,
	type OpenVendor,
	type Slot,
	type Wish,
} from '../vendor.mts';

const CLIENT = { resource: 'oauthClient' };
const CHANGED = ['accessTokenValiditySeconds', 'description', 'state'];
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const BY_ID = { clientId: byId('={{ $json.id }}') };

const ofService = ({ roleId, divisionId }: Role) => ({
	authorizedGrantType: 'CLIENT-CREDENTIALS',
	roles: { role: [{ roleId: byId(roleId), divisionId: byId(divisionId) }] },
});

const OF_APP = {
	authorizedGrantType: 'CODE',
	scopes: '={{ $json.scopes }}',
	registeredRedirectUris: '={{ $json.redirects }}',
};

function contentOf(client: any): Content {
	const { name, authorizedGrantType, scope, secret } = client;
	return {
		...{ name, authorizedGrantType, scope, secret },
		description: client.description ?? '',
		accessTokenValiditySeconds: client.accessTokenValiditySeconds,
		registeredRedirectUri: client.registeredRedirectUri,
		roleDivisions: client.roleDivisions,
		state: client.state,
	};
}

/** A role and where it holds. */
interface Role {
	roleId: string;
	divisionId: string;
}

/** A client with roles, or one with scopes and redirect URIs. */
function newClient({ key }: Slot, service: boolean, role: Role, random: Random): Wish {
	const validity = 300 + random.below(86_000);
	const inactive = random.chance(0.15);
	const redirects = service ? [] : [`https://${random.word()}.example.com/callback`];
	const scopes = service ? [] : random.some(['analytics', 'groups', 'users:readonly'], 2);
	const description = random.chance(0.5) ? `for ${random.word()}` : '';
	const after: Content = {
		...{ name: key, scope: scopes, description, accessTokenValiditySeconds: validity },
		authorizedGrantType: service ? 'CLIENT-CREDENTIALS' : 'CODE',
		registeredRedirectUri: redirects,
		roleDivisions: service ? [role] : [],
		state: inactive ? 'inactive' : 'active',
	};
	return {
		json: {
			...{ name: key, scopes, redirects },
			more: {
				...{ accessTokenValiditySeconds: validity, state: after.state },
				...(description && { description }),
			},
		},
		after,
		parts: [{ told: /created the OAuth client/, content: { ...after, state: 'active' } }],
	};
}

function change({ id, key, content }: Slot, random: Random): Wish {
	const name = random.chance(0.2) ? `${key}+` : undefined;
	const wanted = {
		...(name && { name }),
		...(random.chance(0.5) && { description: random.word() }),
		...(random.chance(0.3) && { state: random.one(['active', 'inactive']) }),
		...{ accessTokenValiditySeconds: 300 + random.below(86_000) },
	};
	return { json: { id, change: wanted }, after: { ...content, ...wanted }, key: name };
}

function removal({ id, content }: Slot): Wish {
	const inactive = { ...content, state: 'inactive' };
	return {
		json: { id },
		after: undefined,
		parts: [
			{ told: /set the OAuth client .* inactive/, content: inactive },
			{ told: /asked Genesys Cloud to delete/, content: undefined },
		],
	};
}

/** OAuth clients of Genesys Cloud. */
export const genesysCloud: ChaosVendor = {
	name: 'genesysCloud',
	node: 'genesysCloud',
	async open(sandbox): Promise<OpenVendor> {
		const { apiUrl, loginUrl, admin } = sandbox.told.genesysCloud;
		const vendor = 'genesysCloud';
		const { roles, divisions, clients } = await sandbox.ask({ ask: 'state', vendor });
		const role = {
			roleId: roles.find(({ name }: any) => name === 'employee').id,
			divisionId: divisions.find(({ name }: any) => name === 'Home').id,
		};
		const others = new Set(clients.map(({ id }: any) => id));
		return {
			hasSessions: true,
			credentials: {
				genesysCloudOAuth2Api: { region: 'custom', apiUrl, loginUrl, ...admin },
			},
			operations: [
				{
					name: 'create',
					run(random) {
						const service = random.chance(0.6);
						return {
							parameters: {
								...{ ...CLIENT, operation: 'create', name: '={{ $json.name }}' },
								...(service ? ofService(role) : OF_APP),
								additionalFields: fieldsFrom('more', CHANGED),
								secretOutput: random.one(['hidden', 'plain']),
							},
							wish: (slot) => newClient(slot, service, role, random),
						};
					},
				},
				{
					name: 'update',
					run: (random) => ({
						parameters: {
							...{ ...CLIENT, operation: 'update', ...BY_ID },
							updateFields: fieldsFrom('change', ['name', ...CHANGED]),
						},
						wish: (slot) => change(slot, random),
					}),
				},
				{
					name: 'get',
					run: () => ({
						parameters: { ...CLIENT, operation: 'get', ...BY_ID },
						wish: ({ id, content }) => ({ json: { id }, after: content }),
					}),
				},
				{
					name: 'delete',
					run: () => ({
						parameters: { ...CLIENT, operation: 'delete', ...BY_ID },
						wish: removal,
					}),
				},
			],
			async setUp(lane, count) {
				const names = Array.from({ length: count }, (_, index) => `${lane} stored ${index}`);
				const { clients: made } = await sandbox.ask({
					...{ ask: 'seed', vendor, additions: { clients: names.map((name) => ({ name })) } },
				});
				return made.map(({ id, name }: any) => ({ subject: name, key: name, id }));
			},
			newSlot: (lane, number) => {
				const name = `${lane} made ${number}`;
				return { subject: name, key: name };
			},
			kept: (state) =>
				state.clients
					.filter(({ id, goneFrom }: any) => goneFrom === undefined && !others.has(id))
					.map((client: any) => ({
						...{ id: client.id, key: client.name, content: contentOf(client) },
					})),
			shown({ name, description, authorizedGrantType, state, secret, ...more }) {
				const readable = typeof secret === 'string' && !secret.startsWith('•');
				return {
					...{ name, authorizedGrantType, state, description: description ?? '' },
					accessTokenValiditySeconds: more.accessTokenValiditySeconds,
					roleDivisions: more.roleDivisions ?? [],
					...(readable && { secret }),
				};
			},
		};
	},
};
