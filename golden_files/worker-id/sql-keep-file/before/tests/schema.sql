CREATE TABLE audit.event (id serial PRIMARY KEY, what text);
