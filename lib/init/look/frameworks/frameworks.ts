import type { AppSources } from '../app-sources';
import { astro } from './astro';
import { django } from './django';
import { docker } from './docker';
import { express } from './express';
import { fastapi } from './fastapi';
import { fastify } from './fastify';
import { flask } from './flask';
import type { Framework, FrameworkPlan } from './framework';
import { koa } from './koa';
import { nest } from './nest';
import { next } from './next';
import { nuxt } from './nuxt';
import { reactRouter } from './react-router';
import { sveltekit } from './sveltekit';
import { vite } from './vite';

/** The one that stands on others goes before them: NestJS has Express, SvelteKit has Vite. */
const frameworks: readonly Framework[] = [
  ...[next, nest, sveltekit, astro, nuxt, reactRouter, fastify, koa, express, vite],
  ...[django, fastapi, flask, docker],
];

/** The plans of every framework that an application has, the likeliest of each kind first. */
export async function frameworksOf(app: AppSources): Promise<FrameworkPlan[]> {
  const plans = await Promise.all(frameworks.map((framework) => framework(app)));
  return plans.filter((plan) => plan !== undefined);
}
