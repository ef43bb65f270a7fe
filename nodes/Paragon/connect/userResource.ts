import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import { InvalidInput, Refused } from '../../core/errors';
import { text } from '../../core/fields';
import type { Operation } from '../../core/operation';
import type { Resource } from '../../core/resource';
import { Gateway } from './gateway';
import { ON_BEHALF } from './user';

interface ConnectedIntegration extends IDataObject {
	id: string;
	type: string;
	hasCredential?: boolean;
}

/** A connected user, for one run of a node. */
export class ConnectedUserStore {
	constructor(private readonly gateway: Gateway) {}

	/** @throws Refused of status 404 when the project has no such user */
	async get(): Promise<IDataObject> {
		const user = await this.gateway.request<IDataObject>({ method: 'GET', path: '/sdk/me' });
		if (user.authenticated !== false) return user;
		throw new Refused({
			status: 404,
			message: 'Paragon knows no such user in this project',
			help: 'A user is known once they have connected an integration in the Connect Portal of your app.',
		});
	}

	/** Takes the user's connection to an integration away. */
	async disconnect(integration: string): Promise<IDataObject> {
		const all = await this.gateway.request<ConnectedIntegration[]>({
			method: 'GET',
			path: '/sdk/integrations',
			isUsable: (body) => Array.isArray(body),
		});
		const found = all.find(({ id, type }) => [id, type].includes(integration));
		if (!found) {
			throw new Refused({
				status: 404,
				message: `The project has no integration ${integration}; it has ${all.map(({ type }) => type).join(', ')}`,
			});
		}
		await this.gateway.request({
			method: 'DELETE',
			path: path`/sdk/integrations/${found.id}`,
		});
		return { disconnected: true, integration: found.type, id: found.id };
	}
}

const INTEGRATION = text({
	displayName: 'Integration',
	type: 'string',
	default: 'jira',
	placeholder: 'e.g. jira',
	description: 'The type of the integration, or its ID',
});

const get: Operation<Pick<ConnectedUserStore, 'get'>> = {
	value: 'get',
	name: 'Get',
	action: 'Get a connected user',
	description: 'Retrieve a user with the integrations that they have connected',
	properties: [],
	read: () => async (store) => [{ json: await store.get() }],
};

const disconnect: Operation<Pick<ConnectedUserStore, 'disconnect'>> = {
	value: 'disconnect',
	name: 'Disconnect',
	action: 'Disconnect an integration of a user',
	description: "Take a user's connection to an integration away",
	properties: [{ ...INTEGRATION.property, name: 'integration', required: true }],
	read(parameters) {
		const integration = INTEGRATION.read(parameters.get('integration'));
		if (integration === undefined) throw new InvalidInput('Integration', 'is missing');
		return async (store) => [{ json: await store.disconnect(integration) }];
	},
};

/** Connected users: people who have connected an app in the portal of yours. */
export const connectedUser: Resource<ConnectedUserStore, string | undefined> = {
	name: 'Connected User',
	value: 'connectedUser',
	scope: ON_BEHALF,
	open: (client, userId) => new ConnectedUserStore(new Gateway(client, userId)),
	operations: [disconnect, get],
};
