"""The archive: many issues as one site, kept up issue by issue; addresses that stay for ever."""
