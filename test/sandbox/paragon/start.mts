import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { Credential } from './records.mts';
import { addSeed, type SeedIntegration } from './seed.mts';
import { State } from './state.mts';

/** What a dashboard user signs in with. */
export interface Login {
	email: string;
	password: string;
}

/** IDs and passwords that outlive a reset. */
export interface ReadyMade {
	/** Owner and administrator of both organizations. */
	admin: Login;
	/** May only look, and not at client IDs and secrets. */
	support: Login;
	/** Signs user tokens of the project whose users are connected; PEM. */
	userKeys: { publicKey: string; privateKey: string };
	/** Signs what that project's triggers deliver. */
	webhookSigningSecret: string;
	/** The same ID for the same name for as long as the sandbox runs. */
	idOf(name: string): string;
}

const makePair = promisify(generateKeyPair);

/** New IDs, passwords and keys for a sandbox. */
export async function readyMade(): Promise<ReadyMade> {
	const ids = new Map<string, string>();
	const password = () => randomBytes(12).toString('base64url');
	return {
		admin: { email: 'admin@sandbox.example', password: password() },
		support: { email: 'support@sandbox.example', password: password() },
		userKeys: await makePair('rsa', {
			modulusLength: 2048,
			publicKeyEncoding: { type: 'spki', format: 'pem' },
			privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
		}),
		webhookSigningSecret: randomBytes(32).toString('base64url'),
		idOf: (name) => {
			const id = ids.get(name) ?? randomUUID();
			ids.set(name, id);
			return id;
		},
	};
}

/** The project whose IDs are told; the others have the same integrations. */
export const MAIN_PROJECT = 'Development';
/** The project whose users have connected accounts. */
export const CONNECT_PROJECT = 'Production';
const PROJECTS = [
	{ title: MAIN_PROJECT, organization: 'Acme' },
	{ title: 'Staging', organization: 'Acme' },
	{ title: 'Production', organization: 'Acme' },
	{ title: 'Pilot', organization: 'Acme Labs' },
];

function integrationsOf(title: string, { idOf }: ReadyMade): SeedIntegration[] {
	const projectId = idOf(`project ${title}`);
	const make = (name: string, more: SeedIntegration): SeedIntegration => ({
		id: idOf(`integration ${title} ${name}`),
		projectId,
		...more,
	});
	return [
		make('jira', { type: 'jira' }),
		make('slack', { type: 'slack', isActive: title === CONNECT_PROJECT }),
		make('linear', { type: 'linear' }),
		make('hubspot', { type: 'hubspot', connectedUserCount: 12 }),
		make('customOAuth', {
			custom: {
				name: 'WireMock',
				authenticationType: 'oauth',
				oauthAuthorizationUrl: 'https://wiremock.example/authorize',
				oauthAccessTokenUrl: 'https://wiremock.example/token',
			},
		}),
		make('customBasic', { custom: { name: 'Ticket System', authenticationType: 'basic' } }),
		make('customClientCredentials', {
			custom: { name: 'Data Warehouse', authenticationType: 'oauth_client_credential' },
		}),
		make('apiResource', { type: 'resource', resourceId: idOf(`resource ${title}`) }),
	];
}

/** A client secret that is the same after a reset. */
function hubspotCredential(title: string, { idOf }: ReadyMade): Partial<Credential> {
	return {
		id: idOf(`credential ${title} hubspot`),
		projectId: idOf(`project ${title}`),
		integrationId: idOf(`integration ${title} hubspot`),
		values: {
			clientId: idOf(`client ${title} hubspot`),
			clientSecret: idOf(`client secret ${title} hubspot`),
			scopes: 'crm.objects.contacts.read oauth',
		},
	};
}

/** The vendor as it is when a sandbox starts. */
export function startState(ready: ReadyMade): State {
	const { admin, support, idOf } = ready;
	const state = new State();
	addSeed(state, {
		organizations: ['Acme', 'Acme Labs'].map((name) => ({
			id: idOf(`organization ${name}`),
			name,
		})),
		users: [
			{ id: idOf('user admin'), name: 'Ada Admin', ...admin },
			{ id: idOf('user support'), name: 'Sam Support', ...support, role: 'SUPPORT' },
		],
		teams: PROJECTS.map(({ title, organization }) => ({
			id: idOf(`team ${title}`),
			name: title,
			organizationId: idOf(`organization ${organization}`),
		})),
		projects: [
			...PROJECTS.map(({ title }) => ({
				id: idOf(`project ${title}`),
				title,
				teamId: idOf(`team ${title}`),
			})),
			{
				id: idOf('project automate'),
				title: MAIN_PROJECT,
				teamId: idOf(`team ${MAIN_PROJECT}`),
				isConnectProject: false,
				isHidden: true,
			},
		],
		integrations: PROJECTS.flatMap(({ title }) => integrationsOf(title, ready)),
		workflows: [
			{
				id: idOf('workflow'),
				description: 'Sync issues',
				projectId: idOf(`project ${MAIN_PROJECT}`),
				integrationId: idOf(`integration ${MAIN_PROJECT} jira`),
			},
		],
		credentials: PROJECTS.map(({ title }) => hubspotCredential(title, ready)),
	});
	return state;
}
