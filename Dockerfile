# One image for every process: docker-compose.yml says which one a container runs.
FROM node:22-bookworm-slim
ENV NODE_ENV=production ASSAY_DATA=/data
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY bin ./bin
COPY src ./src
COPY workers ./workers
COPY prompts ./prompts
COPY fixtures ./fixtures
COPY evals ./evals
RUN npm ci --omit=dev --ignore-scripts && mkdir -p /data/audit-checkpoints && chown -R node:node /data
USER node
VOLUME /data
EXPOSE 4870
CMD ["node", "--import", "tsx", "src/web/main.ts"]
