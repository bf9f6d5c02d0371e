# The service and its command line, for every engine. Build: docker build -t hoshin .   Run: see docker-compose.yml.

FROM node:24-bookworm-slim AS build
# better-sqlite3 is compiled where no ready build can be fetched.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends g++ make python3 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/hoshin
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build \
 && npm prune --omit=dev \
 && rm -rf apps libs test dist/.tsbuildinfo

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOSHIN_DATA=/var/lib/hoshin \
    HOSHIN_HOST=0.0.0.0 \
    HOSHIN_PORT=4000
WORKDIR /srv/hoshin
COPY --from=build /srv/hoshin ./
RUN ln -s /srv/hoshin/dist/apps/cli/src/main.js /usr/local/bin/hoshin \
 && chmod +x dist/apps/cli/src/main.js \
 && mkdir -p "$HOSHIN_DATA" \
 && chown node:node "$HOSHIN_DATA"
USER node
VOLUME /var/lib/hoshin
EXPOSE 4000
# Healthy is ready: the views have followed the log to its end and the policies do what they owe.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HOSHIN_PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# node itself takes the signals, so that `docker stop` ends the service cleanly.
CMD ["node", "dist/apps/api/src/main.js"]
