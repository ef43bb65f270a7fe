import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { sharedListings } from '../../core/listing';
import type { Lists, Stored } from '../../core/store';
import { allOf, EVERYTHING } from '../listing';
import { TeamStore } from '../team/store';

/** A project as Paragon gives it. */
export interface Project extends Stored {
	id: string;
	title: string;
	teamId?: string;
	/** False for the hidden project of an older kind that came with it. */
	isConnectProject?: boolean;
	isHidden?: boolean;
}

export interface ProjectQuery {
	teamId?: string;
	organizationId?: string;
}

/** The projects of the credential's user, for one run of a node. */
export class ProjectStore implements Lists<Project, ProjectQuery> {
	private readonly teams: TeamStore;

	constructor(private readonly client: Client) {
		this.teams = new TeamStore(client);
	}

	readonly list = sharedListings<Project, ProjectQuery>((query) => this.fetchAll(query));

	/** Paragon lists projects by team; it is not sure to keep to that team, so each is given once. */
	private async *fetchAll({ teamId, organizationId }: ProjectQuery): AsyncGenerator<Project> {
		const narrowed = teamId !== undefined || organizationId !== undefined;
		const seen = new Set<string>();
		for await (const id of this.teamIds(teamId, organizationId)) {
			const projects = allOf<Project>(this.client, '/projects', { teamId: id, ...EVERYTHING });
			for await (const project of projects) {
				const elsewhere = narrowed && (project.teamId ?? id) !== id;
				if (elsewhere || seen.has(project.id)) continue;
				seen.add(project.id);
				yield project;
			}
		}
	}

	private async *teamIds(
		teamId: string | undefined,
		organizationId: string | undefined,
	): AsyncGenerator<string> {
		if (teamId !== undefined) {
			yield teamId;
			return;
		}
		for await (const team of this.teams.list()) {
			if (organizationId === undefined || team.organizationId === organizationId) yield team.id;
		}
	}
}

/** A project as people know it: not the hidden one of an older kind. */
export const isVisible = ({ isHidden, isConnectProject }: Project): boolean =>
	isHidden !== true && isConnectProject !== false;

/** The path of something in a project. */
export const inProject = (projectId: string, rest: string): string =>
	path`/projects/${projectId}` + rest;
