from wl_service import logger


def test_service_logs():
    logger.warning("up")
