# postaci for one customer; docs/docker.md says how it is built, run, logged in and stopped.
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./

# What it runs on. Its own stage: a change of the sources leaves this layer as it is.
FROM packages AS dependencies
# The last words: npm has been seen to end with 0 after a network failure.
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts && test -d node_modules/zod \
    && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM packages AS build
RUN --mount=type=cache,target=/root/.npm \
    npm ci --ignore-scripts && test -x node_modules/.bin/tsc
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN node_modules/.bin/tsc -p tsconfig.build.json

FROM ${NODE_IMAGE}
# tini is process 1: it passes signals on and reaps what `docker exec` and the screen leave behind, as Node.js does not.
# What installs packages has no business here.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/* \
    && rm -rf /opt/yarn* /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn*
WORKDIR /app
# The only folders it writes to; everything else belongs to root.
RUN install --directory --owner=1000 --group=1000 data logs sessions \
    && ln -s /app/bin/postaci.js /usr/local/bin/postaci
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY bin/postaci.js bin/
COPY deploy/compose/alive.js deploy/compose/
COPY schemas schemas
COPY sql sql
COPY --from=build /app/dist dist
ENV NODE_ENV=production
USER 1000:1000
# An orderly stop finishes the send in flight; it takes 25 seconds at most: give it 30.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "deploy/compose/alive.js"]
ENTRYPOINT ["tini", "--", "postaci"]
CMD ["run", "--wait-for-login"]
