import type { Resource } from '../../core/resource';
import { sendRequest } from './apiRequest';
import { Gateway } from './gateway';
import { ON_BEHALF } from './user';

/** Any request to any app that a user has connected. */
export const apiRequest: Resource<Gateway, string | undefined> = {
	name: 'API Request',
	value: 'apiRequest',
	scope: ON_BEHALF,
	open: (client, userId) => new Gateway(client, userId),
	operations: [sendRequest()],
};
