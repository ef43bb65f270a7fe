import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import { howCreated, sharedCreator } from '../../core/createOnce';
import type { Creator } from '../../core/createOnce';
import { InvalidInput, Unreachable } from '../../core/errors';
import { entriesOfPages, sharedListing } from '../../core/listing';
import { Steps } from '../../core/steps';
import type { Gets, Lists, Made, Stored } from '../../core/store';
import { areRecords, isRecord } from '../../core/vendor';
import type { Call } from '../../core/vendor';
import type { Gateway } from '../connect/gateway';
import { quoted } from './jql';
import { moveTo } from './statuses';
import { toJira } from './values';
import type { FieldMeta } from './values';

/** An issue as Jira gives it. */
export interface Issue extends Stored {
	id: string;
	key: string;
	fields?: IDataObject;
}

export interface JiraProject extends Stored {
	id: string;
	key: string;
	name: string;
}

export interface IssueType {
	id: string;
	name: string;
	subtask?: boolean;
}

export interface JiraUser {
	accountId: string;
	displayName?: string;
}

/** What is wanted of an issue, in Jira's field IDs and the panel's values. */
export interface IssueSpec {
	/** Key or ID. */
	project?: string;
	/** ID or name. */
	issueType?: string;
	fields: IDataObject;
	/** The status that it is to be in, by name or ID. */
	status?: string;
}

/** What a search gives of each issue. */
export interface Search {
	jql: string;
	fields: readonly string[];
}

const JIRA = 'jira';
const ISSUE = '/rest/api/3/issue';

/** The most that Jira gives on one page: of issues, and of metadata and projects. */
const ISSUES_PAGE = 100;
const OTHERS_PAGE = 50;

/** A Jira site as one connected user sees it, for one run of a node. */
export class JiraStore implements Lists<Issue, Search>, Gets<Issue, string> {
	private readonly creator: Creator;
	private readonly metadata = new Map<string, Promise<FieldMeta[]>>();

	constructor(private readonly gateway: Gateway) {
		this.creator = sharedCreator(`Jira issue ${gateway.key}`);
	}

	readonly projects = sharedListing<JiraProject>(() => this.fetchProjects());

	/** Atlassian: pages by nextPageToken, without a total; the last one has none. */
	async *list({ jql, fields }: Search): AsyncGenerator<Issue> {
		const seen = new Set<string>();
		yield* entriesOfPages<Issue, string>(async (nextPageToken) => {
			const page = await this.request<{ issues: Issue[]; nextPageToken?: string | null }>({
				method: 'POST',
				path: '/rest/api/3/search/jql',
				body: {
					jql,
					fields,
					maxResults: ISSUES_PAGE,
					...(nextPageToken === undefined ? {} : { nextPageToken }),
				},
				repeatable: true,
				isUsable: ({ issues }) => areRecords(issues),
			});
			const next = page.nextPageToken ?? undefined;
			if (next !== undefined && seen.has(next)) {
				throw new Unreachable('Jira gives the same page of issues again and again');
			}
			if (next !== undefined) seen.add(next);
			return { entries: page.issues, next };
		});
	}

	async get(key: string): Promise<Issue> {
		return await this.request<Issue>({
			method: 'GET',
			path: path`/rest/api/3/issue/${key}`,
			isUsable: isRecord,
		});
	}

	/** An issue whose creation was lost on the way is looked for by project, summary and time. */
	async create(spec: IssueSpec): Promise<Made<Issue>> {
		const steps = new Steps();
		const { project = '', issueType = '' } = spec;
		const fields = await this.converted(spec);
		const what = `issue '${String(fields.summary)}'`;
		const { stored, adopted, sent } = await this.creator.create<Issue>(
			{
				what,
				key: `${project} ${String(fields.summary)}`,
				send: async () =>
					await this.request<Issue>({
						method: 'POST',
						path: ISSUE,
						body: {
							fields: {
								...fields,
								project: refOf(project, 'key'),
								issuetype: refOf(issueType, 'name'),
							},
						},
						isUsable: isRecord,
					}),
				find: async (since) => await this.findCreated(project, String(fields.summary), since),
			},
			this.gateway.signal,
		);
		steps.done.push(`created the ${what} (${stored.key})${howCreated(adopted, sent)}`);
		if (spec.status !== undefined) await this.move(stored.key, spec.status, steps);
		return { stored, steps: steps.done };
	}

	/** Fields by one request; a status by the transition that leads to it, since Jira ignores it there. */
	async update(key: string, spec: IssueSpec): Promise<Made<Issue>> {
		const steps = new Steps();
		if (Object.keys(spec.fields).length > 0) {
			const body = { fields: convert(await this.editFields(key), spec.fields) };
			await steps.run(
				`Changing the issue ${key}`,
				async () =>
					await this.request({ method: 'PUT', path: path`/rest/api/3/issue/${key}`, body }),
				() => `changed ${Object.keys(spec.fields).join(', ')}`,
			);
		}
		if (spec.status !== undefined) await this.move(key, spec.status, steps);
		return { stored: await this.get(key), steps: steps.done };
	}

	/** The types of issue that can be created in a project. */
	async issueTypes(project: string): Promise<IssueType[]> {
		return await this.allOf<IssueType>(
			path`/rest/api/3/issue/createmeta/${project}/issuetypes`,
			'issueTypes',
		);
	}

	/** Who may be given an issue, by a part of their name or e-mail address: as many as Jira gives at once. */
	async assignees(
		where: { project: string } | { issueKey: string },
		filter: string,
	): Promise<JiraUser[]> {
		return await this.request<JiraUser[]>({
			method: 'GET',
			path: '/rest/api/3/user/assignable/search',
			query: { ...where, query: filter, maxResults: OTHERS_PAGE },
			isUsable: (body) => Array.isArray(body),
		});
	}

	/** The fields that an issue of a type is created with, asked for once. */
	async createFields(project: string, issueType: string): Promise<FieldMeta[]> {
		const key = `${project} ${issueType}`;
		let fields = this.metadata.get(key);
		if (!fields) {
			fields = this.fetchCreateFields(project, issueType);
			this.metadata.set(key, fields);
		}
		return await fields;
	}

	/** The fields that an issue can be changed in, as it is now. */
	async editFields(key: string): Promise<FieldMeta[]> {
		const { fields } = await this.request<{ fields: Record<string, FieldMeta> }>({
			method: 'GET',
			path: path`/rest/api/3/issue/${key}/editmeta`,
			isUsable: (body) => typeof body.fields === 'object' && body.fields !== null,
		});
		return Object.entries(fields).map(([fieldId, meta]) => ({ ...meta, fieldId }));
	}

	private async fetchCreateFields(project: string, issueType: string): Promise<FieldMeta[]> {
		const types = await this.issueTypes(project);
		const type = types.find(({ id, name }) => [id, name].includes(issueType));
		if (!type) {
			throw new InvalidInput(
				'Issue Type',
				`'${issueType}' is not one of ${types.map(({ name }) => name).join(', ')}, which ${project} has`,
			);
		}
		return await this.allOf<FieldMeta>(
			path`/rest/api/3/issue/createmeta/${project}/issuetypes/${type.id}`,
			'fields',
		);
	}

	private async converted({
		project = '',
		issueType = '',
		fields,
	}: IssueSpec): Promise<IDataObject> {
		return convert(await this.createFields(project, issueType), fields);
	}

	private async move(key: string, status: string, steps: Steps): Promise<void> {
		await steps.run(
			`Moving ${key} to '${status}'`,
			async () => await moveTo(async (call) => await this.request(call), key, status),
			(moved) => (moved ? `moved it to '${status}'` : `it was in '${status}' already`),
		);
	}

	private async findCreated(project: string, summary: string, since: number): Promise<Issue[]> {
		const found: Issue[] = [];
		const jql = `project = ${quoted(project)} AND created >= "-15m" ORDER BY created DESC`;
		for await (const issue of this.list({ jql, fields: ['summary', 'created'] })) {
			const made = Date.parse(String(issue.fields?.created ?? ''));
			const match = issue.fields?.summary === summary && made >= this.gateway.earliest(since);
			if (match) found.push(issue);
		}
		return found;
	}

	private fetchProjects(): AsyncGenerator<JiraProject> {
		return entriesOfPages<JiraProject, number>(async (startAt = 0) => {
			const page = await this.request<{ values: JiraProject[]; isLast?: boolean }>({
				method: 'GET',
				path: '/rest/api/3/project/search',
				query: { startAt, maxResults: OTHERS_PAGE, orderBy: 'name' },
				isUsable: ({ values }) => areRecords(values),
			});
			const last = page.isLast ?? page.values.length < OTHERS_PAGE;
			return { entries: page.values, next: last ? undefined : startAt + page.values.length };
		});
	}

	private async allOf<Entry>(listing: string, member: string): Promise<Entry[]> {
		const entries: Entry[] = [];
		for (;;) {
			const page = await this.request<Record<string, unknown> & { total?: number }>({
				method: 'GET',
				path: listing,
				query: { startAt: entries.length, maxResults: OTHERS_PAGE },
				isUsable: (body) => Array.isArray(body[member]),
			});
			const more = page[member] as Entry[];
			entries.push(...more);
			if (more.length === 0 || entries.length >= (page.total ?? 0)) return entries;
		}
	}

	private async request<Body>(call: Call): Promise<Body> {
		return await this.gateway.requestApp<Body>({ ...call, integration: JIRA });
	}
}

/** By number it is an ID. */
const refOf = (given: string, other: 'key' | 'name') =>
	/^\d+$/.test(given) ? { id: given } : { [other]: given };

function convert(metas: readonly FieldMeta[], fields: IDataObject): IDataObject {
	const converted = Object.entries(fields).map(([id, value]) => {
		const meta = metas.find(({ fieldId }) => fieldId === id);
		return [id, meta ? toJira(meta, value) : value];
	});
	return Object.fromEntries(converted) as IDataObject;
}
