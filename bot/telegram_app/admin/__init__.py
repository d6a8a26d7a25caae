"""What only admins may do: index, upload, let users in, read the state and the feedback."""
