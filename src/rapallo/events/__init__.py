"""Events in the news: millions of dated acts between states, by pair and month."""
