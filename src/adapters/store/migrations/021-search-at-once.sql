-- What is published is put into the search indexes at once. A list of what is still to be put in, which is the default, is emptied
-- by a database's own cleaning: the embedded database has none, so that with 5,000 products the list held nearly all of them, every
-- search read it, and the planner rather looked through each product's words.
alter index assay.publication_search_head set (fastupdate = off);
alter index assay.publication_search_merits set (fastupdate = off);
alter index assay.publication_search_words set (fastupdate = off);
select gin_clean_pending_list('assay.publication_search_head'),
  gin_clean_pending_list('assay.publication_search_merits'),
  gin_clean_pending_list('assay.publication_search_words');
