import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { listen, PortTakenError } from '../core/server.mts';
import type { RunningVendor, Vendor, VendorContext } from '../core/vendor.mts';
import { createApi } from './api.mts';
import { DEFAULT_BEHAVIOUR, turn } from './behaviour.mts';
import { genesysContract } from './contract.mts';
import { createGateway } from './gateway.mts';
import { createLogin } from './login.mts';
import { addSeed, type Seed } from './seed.mts';
import { readyMade, startState, type ClientSecret } from './start.mts';
import type { State } from './state.mts';
import type { World } from './world.mts';

/** Where the stand-in of Genesys Cloud is, and who may use it. */
export interface GenesysCloudHandle {
	apiUrl: string;
	loginUrl: string;
	/** One host for both: prefix `/login` for the login host, `/platform` for the API host. */
	gatewayUrl: string;
	/** Client credentials with every permission. */
	admin: ClientSecret;
	/** Client credentials that may only read OAuth clients (oauth:client:view). */
	limited: ClientSecret;
}

const NAME = 'genesysCloud';
const PORTS = ['genesysApi', 'genesysLogin', 'genesysGateway'] as const;

function snapshot(state: State): object {
	return {
		organization: { id: state.organizationId, name: state.organizationName },
		clients: [...state.clients.values()],
		credentials: [...state.credentials.values()],
		roles: [...state.roles.values()],
		divisions: [...state.divisions.values()],
		users: [...state.users.values()],
		tokens: [...state.tokens.values()],
		authorizations: state.authorizations,
	};
}

async function start(context: VendorContext): Promise<RunningVendor<GenesysCloudHandle>> {
	const ready = readyMade();
	const world: World = {
		state: startState(ready),
		behaviour: DEFAULT_BEHAVIOUR,
		limits: context.limits,
		loginUrl: '',
	};
	const contract = genesysContract(() => world.behaviour);
	const api = createApi(context, world, contract, NAME);
	const login = createLogin(context, world, NAME);
	const gateway = createGateway(api, login);

	const close = async (): Promise<void> => {
		gateway.closeAllConnections();
		gateway.close();
		await Promise.all([api.close(), login.close()]);
	};

	try {
		const apiUrl = await listen(api, 'Genesys Cloud API', context.ports.genesysApi);
		world.loginUrl = await listen(login, 'Genesys Cloud login', context.ports.genesysLogin);
		const gatewayUrl = await listenGateway(gateway, context.ports.genesysGateway);
		const { admin, limited } = ready;
		return {
			handle: { apiUrl, loginUrl: world.loginUrl, gatewayUrl, admin, limited },
			contract,
			state: () => snapshot(world.state),
			seed: (additions) => addSeed(world.state, additions as Seed),
			behaviour: () => world.behaviour,
			setBehaviour: (changes) => {
				world.behaviour = turn(world.behaviour, changes);
			},
			expireTokens: () => world.state.tokens.clear(),
			reset: () => {
				world.state = startState(ready);
				world.behaviour = DEFAULT_BEHAVIOUR;
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

async function listenGateway(gateway: ReturnType<typeof createGateway>, port = 0): Promise<string> {
	gateway.listen(port, '127.0.0.1');
	try {
		await once(gateway, 'listening');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
			throw new PortTakenError('Genesys Cloud gateway', port, error);
		}
		throw error;
	}
	return `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
}

/** The stand-in of Genesys Cloud. */
export const genesysCloud: Vendor<typeof NAME, GenesysCloudHandle, (typeof PORTS)[number]> = {
	name: NAME,
	title: 'Genesys Cloud',
	ports: PORTS,
	start,
};
