import { randomBytes, randomUUID } from 'node:crypto';
import { appOf } from './apps.mts';
import { dated, newCredential } from './newRecords.mts';
import type {
	AuthenticationType,
	Credential,
	CustomIntegration,
	Integration,
	Organization,
	Project,
	Role,
	Team,
	User,
	Workflow,
} from './records.mts';
import type { State } from './state.mts';

/** An integration to add: a native app by its type, or a custom one. */
export type SeedIntegration = Partial<Omit<Integration, 'customIntegration'>> & {
	/** Makes a custom integration; missing members are filled in. */
	custom?: Partial<CustomIntegration>;
};

/** A user to add, and where it belongs. */
type SeedUser = Partial<User> & {
	role?: Role;
	/** Organizations it is a member of; all there are unless given. */
	organizationIds?: string[];
};

/**
 * Records to add: as many as a number says, or those given; missing members are filled in. What a
 * record belongs to is the first organization and its first project unless it says otherwise.
 */
export interface Seed {
	organizations?: number | Array<Partial<Organization>>;
	teams?: number | Array<Partial<Team>>;
	/** Each gets a team of its own, as the vendor makes them, unless it names one. */
	projects?: number | Array<Partial<Project> & { organizationId?: string }>;
	/** A number makes custom integrations that sign in by OAuth. */
	integrations?: number | SeedIntegration[];
	workflows?: number | Array<Partial<Workflow>>;
	/** A number makes a custom integration for each. */
	credentials?: number | Array<Partial<Credential>>;
	users?: number | SeedUser[];
}

/** What a seed added: enough to find it again. */
interface Seeded {
	organizations: Array<{ id: string; name: string }>;
	teams: Array<{ id: string; name: string; organizationId: string }>;
	projects: Array<{ id: string; title: string; teamId: string }>;
	integrations: Array<{ id: string; type: string; projectId: string }>;
	workflows: Array<{ id: string; description: string; integrationId: string }>;
	credentials: Array<{ id: string; integrationId: string; projectId: string }>;
	users: Array<{ id: string; email: string; password: string }>;
}

/** A record that must be there for a seed to hang on. */
function need<T>(found: T | undefined, what: string): T {
	if (!found) throw new RangeError(`No ${what} to seed this with`);
	return found;
}

function first<T>(records: Map<string, T>, what: string): T {
	return need(records.values().next().value as T | undefined, what);
}

/** The records given, or as many names as a number says. */
function each<T extends object>(
	given: number | readonly T[] | undefined,
	named: (text: string) => T,
): readonly T[] {
	if (typeof given !== 'number') return given ?? [];
	const width = Math.max(5, String(given).length);
	return Array.from({ length: given }, (_, index) => named(String(index + 1).padStart(width, '0')));
}

function addOrganization(state: State, given: Partial<Organization>): Organization {
	const organization: Organization = {
		...dated(),
		name: 'Organization',
		website: 'https://example.com',
		type: 'BUSINESS',
		purpose: 'Integrations for customers',
		referral: 'email',
		size: '10-49',
		role: 'cto',
		completedQualification: true,
		featureFlagMeta: {},
		...given,
	};
	state.organizations.set(organization.id, organization);
	// Its members are those of the others, so that whoever saw all goes on doing so.
	for (const user of state.users.values()) {
		const [known] = [...state.organizations.keys()].flatMap(
			(id) => state.memberOf(id, user.id) ?? [],
		);
		if (known) addMember(state, organization.id, user.id, known.role);
	}
	return organization;
}

function addMember(state: State, organizationId: string, userId: string, role: Role): void {
	state.addMember({ id: randomUUID(), userId, organizationId, role });
}

function addTeam(state: State, given: Partial<Team>): Team {
	const organizationId = given.organizationId ?? first(state.organizations, 'organization').id;
	const team = { ...dated(), name: 'Team', website: '', ...given, organizationId };
	state.teams.set(team.id, team);
	return team;
}

function addProject(
	state: State,
	{ organizationId, ...given }: Partial<Project> & { organizationId?: string },
): Project {
	const title = given.title ?? 'Project';
	const teamId = given.teamId ?? addTeam(state, { name: title, organizationId }).id;
	const project: Project = {
		...dated(),
		title,
		ownerId: first(state.users, 'user').id,
		isConnectProject: true,
		isHidden: false,
		...given,
		teamId,
	};
	state.projects.set(project.id, project);
	return project;
}

function customOf(
	given: Partial<CustomIntegration> | undefined,
	projectId: string,
): CustomIntegration | null {
	if (!given) return null;
	const name = given.name ?? 'Custom';
	const authenticationType: AuthenticationType = given.authenticationType ?? 'oauth';
	const slug = `custom.${name.toLowerCase().replace(/[^a-z\d]+/g, '')}`;
	return { ...dated(), name, slug, ...given, authenticationType, projectId };
}

function addIntegration(state: State, { custom, ...given }: SeedIntegration): Integration {
	const projectId = given.projectId ?? first(state.projects, 'project').id;
	const customIntegration = customOf(custom, projectId);
	const type = given.type ?? (custom ? 'custom' : 'jira');
	const base = dated();
	const id = given.id ?? base.id;
	return state.integrations.add({
		...base,
		customIntegrationId: customIntegration?.id ?? null,
		resourceId: null,
		isActive: true,
		configs: [
			{
				...dated(),
				integrationId: id,
				values: {
					overview: '',
					sharedMeta: {},
					accentColor: appOf(type).accentColor,
					description: '',
					workflowMeta: {},
				},
			},
		],
		connectedUserCount: 0,
		...given,
		id,
		type,
		projectId,
		customIntegration,
	});
}

/** The integration that a record names, or a new one for it. */
function integrationFor(
	state: State,
	{ integrationId, projectId }: { integrationId?: string; projectId?: string },
): Integration {
	if (integrationId === undefined) {
		return addIntegration(state, { projectId, custom: { name: 'Seeded' } });
	}
	for (const id of projectId === undefined ? state.projects.keys() : [projectId]) {
		const found = state.integrations.find(id, integrationId);
		if (found) return found;
	}
	return need<Integration>(undefined, `integration '${integrationId}'`);
}

function addWorkflow(state: State, given: Partial<Workflow>): Workflow {
	const { id: integrationId, projectId } = integrationFor(state, given);
	const project = need(state.projects.get(projectId), 'project');
	return state.workflows.add({
		...dated(),
		description: 'Workflow',
		workflowVersion: 1,
		tags: [],
		isOnboardingWorkflow: false,
		...given,
		projectId,
		teamId: project.teamId,
		integrationId,
	});
}

function addCredential(state: State, given: Partial<Credential>): Credential {
	const integration = integrationFor(state, given);
	const values = {
		clientId: randomUUID(),
		clientSecret: randomBytes(24).toString('base64url'),
		scopes: integration.customIntegration ? '' : 'read write',
	};
	return state.putCredential(newCredential(integration, { values, ...given }));
}

function addUser(state: State, { role = 'ADMIN', organizationIds, ...given }: SeedUser): User {
	const email = given.email ?? `${randomUUID()}@sandbox.example`;
	const user = state.addUser({
		...dated(),
		name: email.split('@', 1)[0]!,
		password: randomBytes(12).toString('base64url'),
		sso: false,
		failedLogins: 0,
		lockedUntil: 0,
		...given,
		email,
	});
	for (const id of organizationIds ?? state.organizations.keys()) {
		addMember(state, id, user.id, role);
	}
	return user;
}

/**
 * Adds records as though they had always been there; no rule of the API is applied.
 * @throws RangeError when what a record belongs to is not there
 */
export function addSeed(state: State, seed: Seed): Seeded {
	const organizations = each(seed.organizations, (text) => ({ name: `Organization ${text}` })).map(
		(given) => addOrganization(state, given),
	);
	const users = each<SeedUser>(seed.users, (text) => ({
		email: `user.${text}@sandbox.example`,
	})).map((given) => addUser(state, given));
	const teams = each(seed.teams, (text) => ({ name: `Team ${text}` })).map((given) =>
		addTeam(state, given),
	);
	const projects = each(seed.projects, (text) => ({ title: `Project ${text}` })).map((given) =>
		addProject(state, given),
	);
	const integrations = each<SeedIntegration>(seed.integrations, (text) => ({
		custom: { name: `Integration ${text}` },
	})).map((given) => addIntegration(state, given));
	const workflows = each<Partial<Workflow>>(seed.workflows, (text) => ({
		description: `Workflow ${text}`,
	})).map((given) => addWorkflow(state, given));
	const credentials = each<Partial<Credential>>(seed.credentials, () => ({})).map((given) =>
		addCredential(state, given),
	);
	return {
		organizations: organizations.map(({ id, name }) => ({ id, name })),
		teams: teams.map(({ id, name, organizationId }) => ({ id, name, organizationId })),
		projects: projects.map(({ id, title, teamId }) => ({ id, title, teamId })),
		integrations: integrations.map(({ id, type, projectId }) => ({ id, type, projectId })),
		workflows: workflows.map(({ id, description, integrationId }) => ({
			id,
			description,
			integrationId,
		})),
		credentials: credentials.map(({ id, integrationId, projectId }) => ({
			id,
			integrationId,
			projectId,
		})),
		users: users.map(({ id, email, password }) => ({ id, email, password })),
	};
}
