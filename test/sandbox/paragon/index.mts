import { listen } from '../core/server.mts';
import type { RunningJira } from '../jira/index.mts';
import type { RunningVendor, Vendor, VendorContext } from '../core/vendor.mts';
import { DEFAULT_BEHAVIOUR, turn } from './behaviour.mts';
import { proxyOperations } from './connect/proxy.mts';
import { addConnectRoutes, createConnectServer } from './connect/routes.mts';
import { sdkOperations } from './connect/sdk.mts';
import { addConnectSeed, type ConnectSeed } from './connect/seed.mts';
import { addConnectedUsers, USERS } from './connect/start.mts';
import { toolOperations } from './connect/tools/index.mts';
import { Deliverer } from './connect/triggers/deliverer.mts';
import { dispatchJira, dispatchSlack } from './connect/triggers/dispatch.mts';
import { triggerOperations } from './connect/triggers/index.mts';
import { paragonContract } from './contract.mts';
import { addSeed, type Seed } from './seed.mts';
import {
	CONNECT_PROJECT,
	MAIN_PROJECT,
	readyMade,
	startState,
	type Login,
	type ReadyMade,
} from './start.mts';
import type { State } from './state.mts';
import type { World } from './world.mts';
import { createZeus } from './zeus/api.mts';

/** Where the stand-in of Paragon is, who may use it, and what is there to begin with. */
export interface ParagonHandle {
	/** The management API (zeus); it serves the user's own /projects/{id}/sdk as well. */
	url: string;
	/** The API for connected users. */
	apiUrl: string;
	/** The Proxy API. */
	proxyUrl: string;
	/** ActionKit: tools and triggers. */
	actionkitUrl: string;
	/** What a customer's app has: the project of its users, and what signs for them. */
	connect: {
		projectId: string;
		/** PKCS#8, PEM. */
		signingKey: string;
		/** IDs of users: with accounts, with one that lacks a scope, with none. */
		users: typeof USERS;
		/** Signs what triggers deliver. */
		webhookSigningSecret: string;
	};
	/** Owner and administrator of all projects. */
	admin: Login;
	/** Role Support: may not write, nor see client IDs and secrets. */
	support: Login;
	projectId: string;
	/** IDs of integrations of the project. */
	integrations: Record<
		'jira' | 'slack' | 'customOAuth' | 'customBasic' | 'customClientCredentials',
		string
	>;
}

const NAME = 'paragon';
const PORTS = ['paragonZeus', 'paragonApi', 'paragonProxy', 'paragonActionkit'] as const;

function snapshot(state: State): object {
	return {
		users: [...state.users.values()],
		members: state.members.all(),
		sessions: [...state.sessions.values()],
		organizations: [...state.organizations.values()],
		teams: [...state.teams.values()],
		invites: state.invites.all(),
		projects: [...state.projects.values()],
		integrations: state.integrations.all(),
		workflows: state.workflows.all(),
		deployments: state.deployments.all(),
		eventDestinations: state.eventDestinations.all(),
		credentials: state.credentials.all(),
		secrets: state.secrets.all(),
		signingKeys: state.signingKeys.all(),
		cliKeys: state.cliKeys.all(),
		connectUsers: state.connectUsers.all(),
		connectCredentials: state.connectCredentials.all(),
		subscriptions: state.subscriptions.all(),
		deliveries: state.deliveries,
		slackMessages: state.slackMessages,
	};
}

type Urls = Pick<ParagonHandle, 'url' | 'apiUrl' | 'proxyUrl' | 'actionkitUrl'>;

function handleOf(urls: Urls, ready: ReadyMade): ParagonHandle {
	const { admin, support, idOf, userKeys, webhookSigningSecret } = ready;
	const id = (name: string): string => idOf(`integration ${MAIN_PROJECT} ${name}`);
	return {
		...urls,
		admin,
		support,
		projectId: idOf(`project ${MAIN_PROJECT}`),
		integrations: {
			jira: id('jira'),
			slack: id('slack'),
			customOAuth: id('customOAuth'),
			customBasic: id('customBasic'),
			customClientCredentials: id('customClientCredentials'),
		},
		connect: {
			projectId: idOf(`project ${CONNECT_PROJECT}`),
			signingKey: userKeys.privateKey,
			users: USERS,
			webhookSigningSecret,
		},
	};
}

function firstState(ready: ReadyMade, jira: World['jira']): State {
	const state = startState(ready);
	addConnectedUsers(state, ready, jira);
	return state;
}

async function start(context: VendorContext): Promise<RunningVendor<ParagonHandle>> {
	const ready = await readyMade();
	const { site: jira } = context.running.get('jira') as RunningJira;
	const world: World = {
		state: firstState(ready, jira),
		behaviour: DEFAULT_BEHAVIOUR,
		limits: context.limits,
		jira,
		onSlackMessage: (message) => dispatchSlack(world, deliverer, message),
	};
	const deliverer = new Deliverer(world);
	jira.onEvent((event) => dispatchJira(world, deliverer, event));
	const contract = paragonContract(() => world.behaviour);
	const options = { context, world, contract, vendor: NAME, deliverer };
	const zeus = createZeus(context, world, contract, NAME);
	addConnectRoutes(zeus, { world, deliverer, limitGroup: 'api' }, sdkOperations);
	const servers = {
		zeus,
		api: createConnectServer({ ...options, server: 'api', operations: sdkOperations }),
		proxy: createConnectServer({ ...options, server: 'proxy', operations: proxyOperations }),
		actionkit: createConnectServer({
			...options,
			server: 'actionkit',
			operations: [...toolOperations, ...triggerOperations],
		}),
	};
	const close = async (): Promise<void> => {
		deliverer.stop();
		await Promise.all(Object.values(servers).map(async (server) => await server.close()));
	};
	const { ports } = context;
	try {
		const urls = {
			url: await listen(zeus, 'Paragon management API', ports.paragonZeus),
			apiUrl: await listen(servers.api, 'Paragon API', ports.paragonApi),
			proxyUrl: await listen(servers.proxy, 'Paragon Proxy API', ports.paragonProxy),
			actionkitUrl: await listen(servers.actionkit, 'Paragon ActionKit', ports.paragonActionkit),
		};
		return {
			handle: handleOf(urls, ready),
			contract,
			state: () => snapshot(world.state),
			seed: (additions) => ({
				...addSeed(world.state, additions as Seed),
				...addConnectSeed(world, deliverer, additions as ConnectSeed),
			}),
			behaviour: () => world.behaviour,
			setBehaviour: (changes) => {
				world.behaviour = turn(world.behaviour, changes);
			},
			expireTokens: () => world.state.sessions.clear(),
			reset: () => {
				deliverer.stop();
				world.state = firstState(ready, jira);
				world.behaviour = DEFAULT_BEHAVIOUR;
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** The stand-in of Paragon. */
export const paragon: Vendor<typeof NAME, ParagonHandle, (typeof PORTS)[number]> = {
	name: NAME,
	title: 'Paragon',
	ports: PORTS,
	start,
};
