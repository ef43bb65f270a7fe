import { ApiError } from '../errors.mts';
import { dated } from '../newRecords.mts';
import type { EventDestination } from '../records.mts';
import { deleted, ok, type Answer, type Call, type Operation } from './call.mts';
import {
	arrayNotEmpty,
	invalidMember,
	isArrayOf,
	isEmail,
	isIn,
	isObject,
	isUuid,
	TEXT,
} from './rules.mts';

const PATH = '/projects/:projectId/event-destinations';
/** The second is the dashboard's Credential Failure; its name here is not documented. */
const EVENTS = ['workflow_failure', 'credential_failure'];
const RULES: Operation['rules'] = {
	projectId: { rules: [isUuid] },
	type: { rules: [isIn(['email', 'webhook'])] },
	configuration: {
		rules: [isObject],
		members: {
			events: { rules: [arrayNotEmpty, isArrayOf(isIn(EVENTS))] },
			emailTo: { rules: [isEmail], optional: true },
			url: { ...TEXT, optional: true },
			headers: { rules: [isArrayOf(isObject)], optional: true },
		},
	},
};

type Fields = Pick<EventDestination, 'projectId' | 'type' | 'configuration'>;

/** @throws ApiError 400 */
function fieldsFrom({ project, body }: Call): Fields {
	const { projectId, type, configuration } = body as unknown as Fields;
	if (projectId !== project!.id) {
		throw invalidMember('isUuid', 'projectId must be the ID of the project');
	}
	const needed = type === 'email' ? 'emailTo' : 'url';
	if (configuration[needed] === undefined) {
		throw invalidMember('isNotEmpty', `${needed} should not be empty`);
	}
	return { projectId, type, configuration };
}

/** @throws ApiError 404 */
function destinationOf({ world, project, params }: Call): EventDestination {
	const { destinationId = '' } = params;
	const destination = world.state.eventDestinations.find(project!.id, destinationId);
	if (!destination) throw new ApiError('destinationNotFound', { meta: { destinationId } });
	return destination;
}

function create(call: Call): Answer {
	const { state, behaviour } = call.world;
	const destination = { ...dated(), ...fieldsFrom(call), state: 'ENABLED', dateDeleted: null };
	return {
		status: behaviour.createdDestinationStatus,
		body: state.eventDestinations.add(destination),
	};
}

function replace(call: Call): Answer {
	const destination = destinationOf(call);
	const dateUpdated = new Date().toISOString();
	return ok(Object.assign(destination, fieldsFrom(call), { dateUpdated }));
}

/** Event destinations (reference: EventDestination), which only administrators see. */
export const eventDestinationOperations: Operation[] = [
	{
		method: 'POST',
		path: PATH,
		roles: ['ADMIN'],
		rules: RULES,
		secretMembers: ['value'],
		handle: create,
	},
	{
		method: 'PUT',
		path: `${PATH}/:destinationId`,
		roles: ['ADMIN'],
		rules: RULES,
		secretMembers: ['value'],
		handle: replace,
	},
	{
		method: 'GET',
		path: `${PATH}/:destinationId`,
		roles: ['ADMIN'],
		handle: (call) => ok(destinationOf(call)),
	},
	{
		method: 'DELETE',
		path: `${PATH}/:destinationId`,
		roles: ['ADMIN'],
		handle(call) {
			call.world.state.eventDestinations.remove(destinationOf(call));
			return deleted(call.world);
		},
	},
];
