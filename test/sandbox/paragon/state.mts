import type {
	ConnectCredential,
	ConnectUser,
	Delivery,
	Subscription,
	WebhookSettings,
} from './connect/records.mts';
import type {
	CliKey,
	Credential,
	Deployment,
	EnvironmentSecret,
	EventDestination,
	Integration,
	Invite,
	Member,
	Organization,
	Project,
	Session,
	SigningKey,
	Team,
	User,
	Workflow,
} from './records.mts';

/** Records in groups (of a project, a team…), each found by ID at once and listed in order. */
class Grouped<T extends { id: string }> {
	#groups = new Map<string, Map<string, T>>();
	#groupOf: (record: T) => string;

	constructor(groupOf: (record: T) => string) {
		this.#groupOf = groupOf;
	}

	add(record: T): T {
		const group = this.#groupOf(record);
		let records = this.#groups.get(group);
		if (!records) this.#groups.set(group, (records = new Map<string, T>()));
		records.set(record.id, record);
		return record;
	}

	find(group: string, id: string): T | undefined {
		return this.#groups.get(group)?.get(id);
	}

	/** The records of a group in the order they were added. */
	of(group: string): T[] {
		return [...(this.#groups.get(group)?.values() ?? [])];
	}

	remove(record: T): void {
		this.#groups.get(this.#groupOf(record))?.delete(record.id);
	}

	removeGroup(group: string): void {
		this.#groups.delete(group);
	}

	all(): T[] {
		return [...this.#groups.values()].flatMap((records) => [...records.values()]);
	}
}

/** Everything the vendor knows. */
export class State {
	readonly users = new Map<string, User>();
	readonly #usersByEmail = new Map<string, User>();
	readonly sessions = new Map<string, Session>();
	readonly organizations = new Map<string, Organization>();
	readonly members = new Grouped<Member>(({ organizationId }) => organizationId);
	readonly #memberOfUser = new Map<string, Member>();
	readonly teams = new Map<string, Team>();
	readonly invites = new Grouped<Invite>(({ teamId }) => teamId);
	readonly projects = new Map<string, Project>();
	readonly integrations = new Grouped<Integration>(({ projectId }) => projectId);
	readonly workflows = new Grouped<Workflow>(({ projectId }) => projectId);
	readonly deployments = new Grouped<Deployment>(({ projectId }) => projectId);
	readonly eventDestinations = new Grouped<EventDestination>(({ projectId }) => projectId);
	readonly credentials = new Grouped<Credential>(({ projectId }) => projectId);
	/** By integration: each has at most one. */
	readonly #credentialOf = new Map<string, Credential>();
	readonly secrets = new Grouped<EnvironmentSecret>(({ projectId }) => projectId);
	readonly signingKeys = new Grouped<SigningKey>(({ projectId }) => projectId);
	readonly cliKeys = new Grouped<CliKey>(({ userId }) => userId);
	readonly connectUsers = new Grouped<ConnectUser>(({ projectId }) => projectId);
	readonly connectCredentials = new Grouped<ConnectCredential>(({ projectId }) => projectId);
	readonly subscriptions = new Grouped<Subscription>(({ projectId }) => projectId);
	readonly webhookSettings = new Map<string, WebhookSettings>();
	readonly deliveries: Delivery[] = [];
	/** What was posted to the stand-in of Slack. */
	readonly slackMessages: Array<Record<string, unknown>> = [];

	addUser(user: User): User {
		this.users.set(user.id, user);
		this.#usersByEmail.set(user.email.toLowerCase(), user);
		return user;
	}

	userByEmail(email: string): User | undefined {
		return this.#usersByEmail.get(email.toLowerCase());
	}

	addMember(member: Member): Member {
		this.#memberOfUser.set(`${member.organizationId} ${member.userId}`, member);
		return this.members.add(member);
	}

	memberOf(organizationId: string, userId: string): Member | undefined {
		return this.#memberOfUser.get(`${organizationId} ${userId}`);
	}

	removeMember(member: Member): void {
		this.#memberOfUser.delete(`${member.organizationId} ${member.userId}`);
		this.members.remove(member);
	}

	credentialOf(integrationId: string): Credential | undefined {
		return this.#credentialOf.get(integrationId);
	}

	/** Takes the place of the integration's credential when there is one. */
	putCredential(credential: Credential): Credential {
		const previous = this.#credentialOf.get(credential.integrationId);
		if (previous && previous.id !== credential.id) this.credentials.remove(previous);
		this.#credentialOf.set(credential.integrationId, credential);
		return this.credentials.add(credential);
	}

	removeCredential(credential: Credential): void {
		this.#credentialOf.delete(credential.integrationId);
		this.credentials.remove(credential);
	}

	/** Removes a project with all that it owns. */
	removeProject({ id }: Project): void {
		for (const credential of this.credentials.of(id)) this.removeCredential(credential);
		for (const owned of [
			...[this.integrations, this.workflows, this.deployments],
			...[this.eventDestinations, this.secrets, this.signingKeys],
			...[this.connectUsers, this.connectCredentials, this.subscriptions],
		]) {
			owned.removeGroup(id);
		}
		this.projects.delete(id);
	}
}
