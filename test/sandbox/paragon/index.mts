import { listen } from '../core/server.mts';
import type { RunningVendor, Vendor, VendorContext } from '../core/vendor.mts';
import { DEFAULT_BEHAVIOUR, turn } from './behaviour.mts';
import { paragonContract } from './contract.mts';
import { addSeed, type Seed } from './seed.mts';
import { MAIN_PROJECT, readyMade, startState, type Login, type ReadyMade } from './start.mts';
import type { State } from './state.mts';
import type { World } from './world.mts';
import { createZeus } from './zeus/api.mts';

/** Where the stand-in of Paragon is, who may use it, and what is there to begin with. */
export interface ParagonHandle {
	/** The management API (zeus). */
	url: string;
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
const PORTS = ['paragonZeus'] as const;

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
	};
}

function handleOf(url: string, { admin, support, idOf }: ReadyMade): ParagonHandle {
	const id = (name: string): string => idOf(`integration ${MAIN_PROJECT} ${name}`);
	return {
		url,
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
	};
}

async function start(context: VendorContext): Promise<RunningVendor<ParagonHandle>> {
	const ready = readyMade();
	const world: World = {
		state: startState(ready),
		behaviour: DEFAULT_BEHAVIOUR,
		limits: context.limits,
	};
	const contract = paragonContract(() => world.behaviour);
	const zeus = createZeus(context, world, contract, NAME);
	const url = await listen(zeus, 'Paragon management API', context.ports.paragonZeus);
	return {
		handle: handleOf(url, ready),
		contract,
		state: () => snapshot(world.state),
		seed: (additions) => addSeed(world.state, additions as Seed),
		behaviour: () => world.behaviour,
		setBehaviour: (changes) => {
			world.behaviour = turn(world.behaviour, changes);
		},
		expireTokens: () => world.state.sessions.clear(),
		reset: () => {
			world.state = startState(ready);
			world.behaviour = DEFAULT_BEHAVIOUR;
		},
		close: async () => await zeus.close(),
	};
}

/** The stand-in of Paragon. */
export const paragon: Vendor<typeof NAME, ParagonHandle, (typeof PORTS)[number]> = {
	name: NAME,
	title: 'Paragon',
	ports: PORTS,
	start,
};
