import { issue } from '../jira/issueResource';
import { jiraProject } from '../jira/projectResource';
import { apiRequest } from './apiResource';
import { tool } from './toolResource';
import { connectedUser } from './userResource';

/** What the node works on. */
export const RESOURCES = [issue, jiraProject, apiRequest, connectedUser, tool];
