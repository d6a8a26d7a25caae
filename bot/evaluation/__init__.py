"""Gold articles, observations and questions -> how well the program reads and answers them."""
