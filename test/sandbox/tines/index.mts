import { listen } from '../core/server.mts';
import type { RunningVendor, Vendor, VendorContext } from '../core/vendor.mts';
import { createApi } from './api.mts';
import { DEFAULT_BEHAVIOUR, turn } from './behaviour.mts';
import { tinesContract } from './contract.mts';
import { addSeed, type Seed } from './seed.mts';
import { readyMade, startState } from './start.mts';
import type { State } from './state.mts';
import type { World } from './world.mts';

/** Where the stand-in of Tines is, and who may use it. */
export interface TinesHandle {
	/** URL of the tenant; the API is under /api/v1. */
	url: string;
	/** The tenant owner's personal key: may do everything. */
	owner: { apiKey: string };
	/** A team's key with the role of an editor: other teams' things are 404. */
	editor: { apiKey: string; teamId: number };
	/** A key that reads everything but audit logs and users, and changes nothing. */
	viewer: { apiKey: string };
}

const NAME = 'tines';
const PORTS = ['tinesApi'] as const;

function snapshot(state: State): object {
	return {
		teams: [...state.teams.all],
		folders: [...state.folders.all],
		credentials: [...state.credentials.all],
		users: [...state.users.all],
		keys: [...state.keys.values()],
		auditLogs: [...state.auditLogs.all],
	};
}

async function start(context: VendorContext): Promise<RunningVendor<TinesHandle>> {
	const ready = readyMade();
	const world: World = {
		state: startState(ready),
		behaviour: DEFAULT_BEHAVIOUR,
		limits: context.limits,
		url: '',
	};
	const contract = tinesContract(() => world.behaviour);
	const api = createApi(context, world, contract, NAME);
	const close = async (): Promise<void> => await api.close();
	try {
		world.url = await listen(api, 'Tines API', context.ports.tinesApi);
	} catch (error) {
		await close();
		throw error;
	}
	return {
		handle: {
			url: world.url,
			owner: { apiKey: ready.owner.value },
			editor: { apiKey: ready.editor.value, teamId: ready.editor.team_id! },
			viewer: { apiKey: ready.viewer.value },
		},
		contract,
		state: () => snapshot(world.state),
		seed: (additions) => addSeed(world.state, additions as Seed),
		behaviour: () => world.behaviour,
		setBehaviour: (changes) => {
			world.behaviour = turn(world.behaviour, changes);
		},
		// Keys don't expire by themselves: all are revoked, until a reset or a seed brings keys.
		expireTokens: () => world.state.keys.clear(),
		reset: () => {
			world.state = startState(ready);
			world.behaviour = DEFAULT_BEHAVIOUR;
		},
		close,
	};
}

/** The stand-in of a Tines tenant. */
export const tines: Vendor<typeof NAME, TinesHandle, (typeof PORTS)[number]> = {
	name: NAME,
	title: 'Tines',
	ports: PORTS,
	start,
};
